"""What is shown of a zone: check digits that hold, which fields came from it, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kbdesk.domain.vocabulary import Severity
from kbdesk.icao import mrz
from kbdesk.icao.layout import READ, Layout
from kbdesk.icao.mrz import Mrz, MrzError
from kbdesk.ui.arrive.numbering import Numbered

_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "surname": "names",
        "given_names": "names",
        "birth_date": "birth_date",
        "sex": "sex",
        "nationality": "nationality",
        "personal_number": "optional_1",
        "document_issuing_state": "issuing_state",
        "document_number": "document_number",
        "document_expires_on": "expiry_date",
    }
)
_VALUES = MappingProxyType({"document_issuing_state": "issuing_state", "document_expires_on": "expiry_date"})

_SLIPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Characters of a zone to be boxed: line, first and one past the last position, all from 0."""

    line: int
    start: int
    end: int
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneReading:
    """A zone as read. `holds` of `digits` check digits hold."""

    zone: Mrz
    layout: Layout

    @property
    def holds(self) -> int:
        """How many check digits hold."""
        return sum(self.zone.checks.values())

    @property
    def digits(self) -> int:
        """How many check digits the zone has."""
        return len(self.zone.checks)

    @property
    def is_right(self) -> bool:
        """Whether everything holds as it was read."""
        return self.zone.valid and not self.zone.repairs

    def gives(self, name: str, value: str) -> bool:
        """Tell whether a field's value is what the zone says."""
        return name in _PLACES and bool(value) and getattr(self.zone, _VALUES.get(name, name)) == value

    def covers(self, name: str) -> bool:
        """Tell whether a check digit that holds covers a field; names and sex have none, so they never get a tick."""
        checks, place = self.zone.checks, _PLACES.get(name, "")
        if name == "personal_number":
            return checks.get("optional", checks.get("composite", False))
        return checks.get(place, False)

    def doubts(self, findings: Iterable[Numbered]) -> tuple[Doubt, ...]:
        """Return what to box: the places of fields with findings, and those whose check digit does not hold."""
        found: dict[str, Severity] = {}
        for row in findings:
            place = _PLACES.get(row.name, "")
            if place in self.layout.fields and row.finding.severity is not Severity.NOTE:
                found.setdefault(place, row.finding.severity)
        for check, holds in self.zone.checks.items():
            if not holds and check in self.layout.fields:
                found.setdefault(check, Severity.WARN)
        return tuple(self._doubt(place, severity) for place, severity in found.items())

    def _doubt(self, name: str, severity: Severity) -> Doubt:
        place = self.layout.fields[name]
        start = place.start - 1
        filled = len(place.of(self.zone.lines).rstrip("<"))
        return Doubt(line=place.line - 1, start=start, end=start + max(1, filled), severity=severity)


def zone_reading(text: str, *, today: date) -> ZoneReading | None:
    """Read a zone for show; None where the text is none (yet)."""
    try:
        zone = mrz.read(text, today=today)
    except MrzError:
        return None
    return ZoneReading(zone=zone, layout=next(layout for layout in READ if layout.name == zone.format))


def same_zone(old: str, new: str, *, today: date) -> bool:
    """Tell whether a text given on a card that holds another is the same document's zone, written out or put right.

    It is while nothing whole stood there, or a visa, and where a few characters differ and one of the two cannot be
    right as it was read: two whole zones whose check digits hold are two documents, however alike.
    """
    before, after = zone_reading(old, today=today), zone_reading(new, today=today)
    if before is None or before.zone.is_visa:
        return True
    if after is None or (before.is_right and after.is_right):
        return False
    one, other = "".join(before.zone.lines), "".join(after.zone.lines)
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _SLIPS
