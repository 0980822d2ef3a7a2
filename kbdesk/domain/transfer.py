"""Transfer: what arrives from another crossing with its manifest, and how that differs from what the manifest lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kbdesk.domain import numbers
from kbdesk.domain.custody import (
    LONGEST_SLOT,
    LONGEST_TEXT,
    CustodyError,
    Envelope,
    HeldFor,
    ManifestRow,
    one_line,
)
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.vocabulary import Disposition

MOST = 500
"""So many envelopes go with one manifest."""


class Discrepancy(StrEnum):
    """How what arrived differs from what the manifest lists."""

    NOT_ARRIVED = "not-arrived"
    NOT_LISTED = "not-listed"
    OTHER_SEAL = "other-seal"
    OTHER_CONTENTS = "other-contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedRow:
    """One envelope as the manifest lists it (None: not at all) and as it was found (None: it did not arrive).

    `kind` is what `held_for` numbers, `valid_until` the last day of that paper where it is known. `slot` is where the
    envelope is put, `explanation` why what was found is not what is listed.
    """

    listed: ManifestRow | None
    found: ManifestRow | None
    kind: HeldFor
    valid_until: date | None = None
    slot: str = ""
    explanation: str = ""

    @property
    def envelope(self) -> str:
        """The number of the envelope."""
        return self.either.envelope

    @property
    def either(self) -> ManifestRow:
        """The envelope as it was found, else as it is listed. Raises `ValueError` where it is neither."""
        row = self.found or self.listed
        if row is None:
            raise ValueError("An envelope is listed or found, or both.")
        return row

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """How the two differ, empty where they do not."""
        return tuple(_discrepancies(self.listed, self.found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What arrived with a manifest; `crossing` is the key of where the manifest was written, `desk` its desk there."""

    manifest: str
    crossing: str
    desk: str
    rows: tuple[ArrivedRow, ...]

    @property
    def arrived(self) -> tuple[ArrivedRow, ...]:
        """The envelopes that are here now."""
        return tuple(row for row in self.rows if row.found is not None)


def arrival(manifest: str, rows: Iterable[ArrivedRow]) -> Arrival:
    """Return what arrived with a manifest, its texts on one line and its numbers clean. Raises `CustodyError`."""
    number = numbers.understand(manifest)
    if not numbers.check(number):
        raise CustodyError("custody.manifest-damaged")
    read = tuple(_checked(row) for row in rows)
    if not read:
        raise CustodyError("custody.none-chosen")
    if len(read) > MOST:
        raise CustodyError("custody.too-many", most=str(MOST))
    for place, row in enumerate(read):
        if any(other.envelope == row.envelope for other in read[:place]):
            raise CustodyError("custody.chosen-twice", number=numbers.spelled_envelope(row.envelope))
    crossing = next(key for key, letter in CROSSING_LETTERS.items() if letter == number[0])
    return Arrival(manifest=number, crossing=crossing, desk=number[1], rows=read)


def on_its_way(number: str) -> Envelope:
    """Return an envelope of which this desk knows nothing yet."""
    return Envelope(number=number, contents=(), state=Disposition.TRANSFERRED)


def receive(known: Envelope, row: ArrivedRow, *, holder: str) -> Envelope:
    """Return an envelope that was on its way as it arrived: in its slot, and in an officer's charge.

    Raises `CustodyError` for one that this desk never sent away, or that ended here.
    """
    found = row.either
    if known.state is not Disposition.TRANSFERRED:
        raise CustodyError("custody.not-away", number=numbers.spelled_envelope(known.number))
    return replace(
        known,
        state=Disposition.HELD,
        contents=found.contents,
        slot=row.slot,
        holder=holder,
        seal_number=found.seal_number,
        crossing="",
        missing=False,
    )


def _discrepancies(listed: ManifestRow | None, found: ManifestRow | None) -> Iterator[Discrepancy]:
    if found is None:
        yield Discrepancy.NOT_ARRIVED
    elif listed is None:
        yield Discrepancy.NOT_LISTED
    else:
        if found.seal_number != listed.seal_number:
            yield Discrepancy.OTHER_SEAL
        if sorted(found.contents) != sorted(listed.contents):
            yield Discrepancy.OTHER_CONTENTS


def _checked(row: ArrivedRow) -> ArrivedRow:
    listed, found = (None if one is None else _read(one) for one in (row.listed, row.found))
    read = replace(
        row,
        listed=listed,
        found=found,
        slot=one_line(row.slot, "custody.slot-unusable", longest=LONGEST_SLOT),
        explanation=one_line(row.explanation, "custody.explanation-unusable", longest=LONGEST_TEXT),
    )
    if read.discrepancies and not read.explanation:
        raise CustodyError("custody.unlike-manifest", number=numbers.spelled_envelope(read.envelope))
    return read


def _read(row: ManifestRow) -> ManifestRow:
    envelope, held_for = numbers.understand(row.envelope), numbers.understand(row.held_for)
    if not numbers.check(envelope) or not numbers.check(held_for):
        raise CustodyError("custody.number-damaged")
    contents = tuple(one_line(item, "custody.contents-unusable", longest=LONGEST_TEXT) for item in row.contents)
    if not contents or not all(contents):
        raise CustodyError("custody.contents-unusable")
    seal_number = one_line(row.seal_number, "custody.seal-unusable", longest=LONGEST_SLOT)
    return ManifestRow(envelope=envelope, seal_number=seal_number, contents=contents, held_for=held_for)
