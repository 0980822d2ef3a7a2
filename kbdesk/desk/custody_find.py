"""Finding envelopes by whatever is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.names import spellings


class EnvelopeReader(Protocol):
    """What finding asks of the register of custody."""

    def envelopes(self, numbers: Iterable[str], *, on: date) -> Sequence[EnvelopeRow]:
        """Return those of some envelopes that this desk knows, by slot and number."""

    def held(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every envelope in custody here, by slot and number."""

    def holding(self, held_for: str, *, on: date) -> Sequence[EnvelopeRow]:
        """Return the envelopes that ever held something for a number, whatever its kind."""

    def names(self) -> Mapping[str, tuple[str, str]]:
        """Return surname (or company) and given names of whom every held envelope belongs to, by its number."""


def find(reader: EnvelopeReader, text: str, *, on: date) -> Sequence[EnvelopeRow]:
    """Return the envelopes that a text finds, held ones first.

    It may be a number of an envelope, permit, registration or seal, a slot, a document or plate in any spelling,
    or a name in any script (only of what is still held). An envelope's label finds that envelope alone: papers
    have numbers of the same nine characters.
    """
    number = numbers.understand(text)
    if numbers.is_label(text):
        return list(reader.envelopes((number,), on=on))
    exact = [*reader.envelopes((number,), on=on), *reader.holding(number, on=on)]
    key, names, sought = _key(text), reader.names(), spellings(text)
    near = [row for row in reader.held(on=on) if key and (_says(row, key) or _named(names, row, sought))]
    found = {row.number: row for row in (*exact, *near)}
    return sorted(found.values(), key=lambda row: (not row.held, row.slot, row.number))


def _key(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def _says(row: EnvelopeRow, key: str) -> bool:
    """Tell whether a key is a held envelope's slot or seal, or a document or plate that lies in it."""
    if key in (_key(row.slot), _key(row.seal_number)):
        return True
    return any(key in (_key(part), _key(item.partition(" ")[2])) for item in row.contents for part in item.split())


def _named(names: Mapping[str, tuple[str, str]], row: EnvelopeRow, sought: frozenset[str]) -> bool:
    """Tell whether an envelope belongs to somebody of a name, or to somebody whose surname or given name it is."""
    surname, given = names.get(row.number, ("", ""))
    written = (surname, given, f"{surname} {given}", f"{given} {surname}")
    return any(not sought.isdisjoint(spellings(name)) for name in written if name.strip())
