"""The name field of a zone: split when read, truncated when written."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Return the name field of a zone, `width` characters (four or more), for names in the letters of a zone.

    What does not fit is truncated as Doc 9303-6 section 4.2.3 shows under a): from the last component backwards each
    gives letters away, down to its initial, until all fit. So both identifiers keep their first letter and the field
    ends in one. Where there is no room even for all initials, the last components lose the filler before them.
    A person with one name only has it as primary identifier.
    """
    identifiers = [name.split("<") for name in (surname, given_names) if name]
    excess = len(_written(identifiers)) - width
    if excess <= 0:
        return _written(identifiers).ljust(width, "<")
    while len(_written([[name[0] for name in components] for components in identifiers])) > width:
        components = next(components for components in reversed(identifiers) if len(components) > 1)
        components[-2:] = ["".join(components[-2:])]
        excess -= 1
    for components in reversed(identifiers):
        for place in reversed(range(len(components))):
            cut = min(excess, len(components[place]) - 1)
            components[place] = components[place][: len(components[place]) - cut]
            excess -= cut
    return _written(identifiers)


def _written(identifiers: Sequence[Sequence[str]]) -> str:
    return _BETWEEN.join("<".join(components) for components in identifiers)
