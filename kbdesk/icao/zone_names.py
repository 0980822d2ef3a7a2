"""The name field of a zone: split when read, truncated when written."""

from __future__ import annotations

from typing import Final

_BETWEEN: Final = "<<"


def split_names(field: str) -> tuple[str, str]:
    """Return primary and secondary identifier (surname, given names) with spaces between their components.

    >>> split_names("ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
    ('ERIKSSON', 'ANNA MARIA')
    """
    surname, _, given_names = field.strip("<").partition(_BETWEEN)
    return surname.replace("<", " "), " ".join(given_names.replace("<", " ").split())


def looks_truncated(field: str) -> bool:
    """Tell whether a name field is full to its last character.

    That is how the standard marks a truncated name (Doc 9303-3 section 4.6); a name that just fits looks the same.
    """
    return field[-1] != "<"


def name_field(surname: str, given_names: str, width: int) -> str:
    """Return the name field of a zone, `width` characters, for names already in the letters of a zone.

    What does not fit is truncated as Doc 9303-3 section 4.6 asks: both identifiers keep at least their first letter
    and the field ends in a letter. A person with one name only has it as primary identifier.
    """
    primary, secondary = (surname, given_names) if surname else (given_names, "")
    whole = f"{primary}{_BETWEEN}{secondary}" if secondary else primary
    if len(whole) <= width:
        return whole.ljust(width, "<")
    if not secondary:
        return _cut(primary, width)
    primary_room = width - len(_BETWEEN) - 1
    if len(primary) > primary_room:
        return f"{_cut(primary, primary_room)}{_BETWEEN}{secondary[0]}"
    return f"{primary}{_BETWEEN}{_cut(secondary, width - len(primary) - len(_BETWEEN))}"


def _cut(text: str, width: int) -> str:
    """Return exactly `width` characters of a longer text, the last of them a letter.

    Where the cut would fall on a filler, the longest component before it loses a letter, so that the next one's first
    moves up; where there are initials only, the first two stand together.
    """
    cut = text[:width]
    if cut[-1] != "<":
        return cut
    longest = max(cut.split("<"), key=len)
    shorter = cut.replace(longest, longest[:-1], 1) if len(longest) > 1 else cut.replace("<", "", 1)
    return shorter + text[width]
