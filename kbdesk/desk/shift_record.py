"""What a closed shift says in the ledger, and the report read from it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kbdesk.domain.passage_json import Json
from kbdesk.domain.shift import Counted, Difference, Shift, ShiftCount
from kbdesk.domain.shift_report import (
    Closure,
    CustodyFlow,
    Noted,
    Older,
    OverrideLine,
    ShiftFigures,
    ShiftReport,
    Takings,
    Waiting,
    WentBack,
)
from kbdesk.domain.vocabulary import CrossingState, Direction


def report_from_json(data: Mapping[str, Any]) -> ShiftReport:
    """Return the report that `report_part` wrote."""
    closed_at, counted = data["closed_at"], data["counted"]
    return ShiftReport(
        **{
            **data,
            "shift": _shift(data["shift"]),
            "closed_at": None if closed_at is None else datetime.fromisoformat(closed_at),
            "figures": _figures(data["figures"]),
            "expected": _count(data["expected"]),
            "counted": None if counted is None else _count(counted),
            "differences": tuple(_difference(one) for one in data["differences"]),
            "unsigned": tuple(data["unsigned"]),
        }
    )


def report_part(part: object) -> Json:
    """Return a report, or a part of one, as JSON: amounts as text with two decimals, instants in ISO 8601."""
    plain = _plain(part)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _shift(data: Mapping[str, Any]) -> Shift:
    closed_at = data["closed_at"]
    return Shift(
        **{
            **data,
            "opened_at": datetime.fromisoformat(data["opened_at"]),
            "float_amount": Decimal(data["float_amount"]),
            "closed_at": None if closed_at is None else datetime.fromisoformat(closed_at),
        }
    )


def _count(data: Mapping[str, Any]) -> ShiftCount:
    return ShiftCount(**{**data, "cash": Decimal(data["cash"]), "handed_in": Decimal(data["handed_in"])})


def _difference(data: Mapping[str, Any]) -> Difference:
    amounts = {key: Decimal(data[key]) for key in ("expected", "counted")}
    return Difference(of=Counted(data["of"]), kind=data["kind"], **amounts)


def _figures(data: Mapping[str, Any]) -> ShiftFigures:
    return ShiftFigures(
        **{
            **data,
            "hours": {int(hour): count for hour, count in data["hours"].items()},
            "voids": _all_noted(data["voids"]),
            "overrides": tuple(OverrideLine(**{**o, "seconds": tuple(o["seconds"])}) for o in data["overrides"]),
            "reconciliations": _all_noted(data["reconciliations"]),
            "incidents": _all_noted(data["incidents"]),
            "went_back": tuple(_went_back(one) for one in data.get("went_back", ())),
            "waiting": tuple(Waiting(**{**w, "direction": Direction(w["direction"])}) for w in data["waiting"]),
            "closures": tuple(
                Closure(**{**c, "at": datetime.fromisoformat(c["at"]), "state": CrossingState(c["state"])})
                for c in data["closures"]
            ),
            "takings": Takings(**{key: Decimal(amount) for key, amount in data["takings"].items()}),
            "custody": CustodyFlow(**data["custody"]),
            "officers": tuple(data["officers"]),
        }
    )


def _went_back(data: Mapping[str, Any]) -> WentBack:
    names = tuple(data.get("names", ()))
    return WentBack(**{**data, "at": datetime.fromisoformat(data["at"]), "of": Older(data["of"]), "names": names})


def _all_noted(data: list[Mapping[str, Any]]) -> tuple[Noted, ...]:
    return tuple(Noted(**{**noted, "at": datetime.fromisoformat(noted["at"])}) for noted in data)
