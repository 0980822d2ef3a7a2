"""The words for people: catalogs by language, plurals, and the sentences of findings."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kbdesk.domain import message_text
from kbdesk.domain.dates import spelled
from kbdesk.domain.names import to_cyrillic
from kbdesk.domain.vocabulary import Language

if TYPE_CHECKING:
    from kbdesk.domain.findings import Finding

WRITTEN = ("sq", "sr", "en")
"""The languages that stand in the files; Serbian in Latin, its Cyrillic is derived."""

_COLUMN = {Language.SQ: 0, Language.SR_LATN: 1, Language.SR_CYRL: 1, Language.EN: 2}


class MessageMissingError(KeyError):
    """No message has this id in the catalog."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id

    def __str__(self) -> str:
        return f"There is no message {self.message_id}."


class MessagesError(Exception):
    """Message files that cannot be used; `faults` names every file, id and reason."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingText:
    """A finding in words: its name, the whole sentence, the short one under the field, and the way out (or empty)."""

    title: str
    text: str
    short: str
    way_out: str = ""


class Catalog:
    """The words of one language."""

    def __init__(self, language: Language, texts: Mapping[str, str], script: Callable[[str], str] = str) -> None:
        self.language = language
        self._texts, self._script = texts, script
        self._written: dict[str, str] = {}

    def has(self, message_id: str) -> bool:
        """Tell whether there is such a message."""
        return message_id in self._texts

    def text(self, message_id: str, /, **values: object) -> str:
        """Return a message with its placeholders filled; values stand as given, in their own script.

        Raises `MessageMissingError` for an id that is none, `KeyError` for a placeholder without a value.
        """
        return self.pattern(message_id).format(**values)

    def of(self, texts: Mapping[str, str]) -> str:
        """Return a text of the record or of a book (keys ``sq``, ``sr`` in Latin, ``en``) in this language."""
        return self._script(texts[WRITTEN[_COLUMN[self.language]]])

    def count(self, message_id: str, number: int, /, **values: object) -> str:
        """Return a message in the plural form for a number, which fills ``{count}``."""
        return self.text(f"{message_id}.{plural(self.language, number)}", **{"count": number, **values})

    def finding(self, finding: Finding) -> FindingText:
        """Return a finding in words. Dates among its values are spelled out; ``{field}`` is the field's own label."""
        name = finding.field.rpartition(".")[2]
        label = self.text(f"{name}.label") if self.has(f"{name}.label") else name
        values = {"field": label, **{key: spelled(value) for key, value in finding.values.items()}}
        way_out = f"{finding.code}.way_out"
        return FindingText(
            title=self.text(f"{finding.code}.title", **values),
            text=self.text(f"{finding.code}.text", **values),
            short=self.text(f"{finding.code}.field", **values),
            way_out=self.text(way_out, **values) if self.has(way_out) else "",
        )

    def pattern(self, message_id: str) -> str:
        """Return a message with its placeholders as they are; `MessageMissingError` for an id that is none."""
        pattern = self._written.get(message_id)
        if pattern is None:
            if message_id not in self._texts:
                raise MessageMissingError(message_id)
            pattern = self._written[message_id] = self._script(self._texts[message_id])
        return pattern


class Catalogs:
    """The words of all languages."""

    def __init__(self, messages: Mapping[str, tuple[str, str, str]], latin: frozenset[str] = frozenset()) -> None:
        def script(text: str) -> str:
            return to_cyrillic(text, latin)

        self._catalogs = {
            language: Catalog(
                language,
                {message_id: texts[column] for message_id, texts in messages.items()},
                script if language is Language.SR_CYRL else str,
            )
            for language, column in _COLUMN.items()
        }

    @classmethod
    def read(cls, texts: Mapping[str, str], *, latin: Iterable[str] = ()) -> Self:
        """Read message files, TOML texts by file name.

        `latin` are words that Serbian Cyrillic leaves in Latin script. Raises `MessagesError` with every fault: a file
        that is not TOML, an id in two files, a language missing or too many, placeholders that languages do not share.
        """
        messages: dict[str, tuple[str, str, str]] = {}
        faults: list[str] = []
        for file, text in texts.items():
            try:
                found = message_text.read(text)
            except tomllib.TOMLDecodeError as error:
                faults.append(f"{file}: not TOML: {error}")
                continue
            for message_id, entry in found.items():
                faults.extend(f"{file}: {message_id}: {reason}" for reason in _entry_faults(entry))
                if message_id in messages:
                    faults.append(f"{file}: {message_id}: stands in another file too")
                elif not faults:
                    messages[message_id] = (entry["sq"], entry["sr"], entry["en"])
        if faults:
            raise MessagesError(faults)
        return cls(messages, frozenset(word.strip() for word in latin if word.strip()))

    def __getitem__(self, language: Language) -> Catalog:
        """Return the words of one language."""
        return self._catalogs[language]


def plural(language: Language, number: int) -> str:
    """Return the plural form for a number: ``one``, ``few`` or ``other`` (CLDR; Serbian alone has ``few``).

    >>> [plural(Language.SR_LATN, n) for n in (1, 2, 5, 11, 21, 22)]
    ['one', 'few', 'other', 'other', 'one', 'few']
    """
    if language not in (Language.SR_LATN, Language.SR_CYRL):
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "other"


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders of a message; `ValueError` if its braces do not match."""
    if "{" not in text and "}" not in text:
        return frozenset()
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _entry_faults(entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "is not a table"
        return
    yield from (f"has no {language}" for language in WRITTEN if not isinstance(entry.get(language), str))
    yield from (f"{key} is no language" for key in entry if key not in WRITTEN)
    try:
        found = {placeholders(text) for text in entry.values() if isinstance(text, str)}
    except ValueError:
        yield "has braces that do not match"
    else:
        if len(found) > 1:
            yield "has not the same placeholders in all languages"
