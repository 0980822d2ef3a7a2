"""What each measure needs of an outcome, and what it has no use for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import Disposition, Measure, PaperKind, SealRule
from kbdesk.rulebook.schema import Charge, Days, Subject, Then, Validity

ISSUING: Final = frozenset({Measure.PERMIT, Measure.PROVISIONAL, Measure.REPLACE})
"""The measures that end in a paper of their own number."""
APPEALABLE: Final = ISSUING | {Measure.WARNED, Measure.FINED, Measure.CONFISCATE, Measure.REFUSED}
"""The measures that may be appealed against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Demand:
    """The parts of an outcome that a measure needs and may have; whom it may concern; what may become of things."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    subjects: frozenset[Subject] = frozenset(Subject)
    dispositions: frozenset[Disposition] = frozenset()
    papers: frozenset[PaperKind] = frozenset()
    notice: PaperKind | None = None


_OF_PERMIT = frozenset({PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL})
_OF_TAKING = frozenset({PaperKind.SURRENDER_RECEIPT, PaperKind.PLATE_RECEIPT, PaperKind.ENVELOPE_LABEL})
_OF_REGISTRATION = frozenset(
    {
        PaperKind.REGISTRATION_CERTIFICATE,
        PaperKind.PLATE_FRONT,
        PaperKind.PLATE_REAR,
        PaperKind.WINDSCREEN_COPY,
        PaperKind.PLATE_RECEIPT,
        PaperKind.ENVELOPE_LABEL,
        PaperKind.APPOINTMENT_SLIP,
    }
)
_KEPT = frozenset({Disposition.SHOWN, Disposition.HELD, Disposition.KEPT_BY_HOLDER, Disposition.TRANSFERRED})
_TAKEN = frozenset({Disposition.HELD, Disposition.DESTROYED, Disposition.TRANSFERRED})
_ISSUED = frozenset({"papers", "validity", "disposition"})
_TRAVELER, _VEHICLE = frozenset({Subject.TRAVELER}), frozenset({Subject.VEHICLE})
_FEES = frozenset({"fees"})

_DEMANDS: Final[Mapping[Measure, _Demand]] = MappingProxyType({
    Measure.PERMIT: _Demand(
        needs=_ISSUED | {"document_code"}, may=_FEES, subjects=_TRAVELER, dispositions=_KEPT, papers=_OF_PERMIT
    ),
    Measure.PROVISIONAL: _Demand(
        needs=_ISSUED, may=_FEES, subjects=_VEHICLE, dispositions=_KEPT, papers=_OF_REGISTRATION
    ),
    Measure.REPLACE: _Demand(
        needs=_ISSUED | {"deadline"}, may=_FEES, subjects=_VEHICLE, dispositions=_KEPT, papers=_OF_REGISTRATION
    ),
    Measure.CONFISCATE: _Demand(
        needs=frozenset({"papers", "disposition"}), dispositions=_TAKEN, papers=_OF_TAKING
    ),
    Measure.WARNED: _Demand(needs=frozenset({"papers"}), notice=PaperKind.WARNING_NOTICE),
    Measure.FINED: _Demand(needs=frozenset({"papers", "fees"}), notice=PaperKind.FINE_NOTICE),
})  # fmt: skip
"""A measure that is not here needs nothing and has nothing; a refusal's notice comes with the officer's decision."""

_NOTHING = _Demand()


def then_faults(then: Then, subject: Subject, last: date | None) -> Iterator[tuple[str, str]]:
    """Yield key path and reason of every contradiction in an outcome; `last` is the last day it can be given on.

    `last` is None where the article has no end.
    """
    demand = _DEMANDS.get(then.measure, _NOTHING)
    if subject not in demand.subjects:
        yield ".measure", f"{then.measure} is not given to a {subject}"
    for name in ("papers", "validity", "disposition", "fees", "document_code", "deadline"):
        if not getattr(then, name) and name in demand.needs:
            yield f".{_key(name)}", f"{then.measure} needs it"
        elif getattr(then, name) and name not in demand.needs | demand.may:
            yield f".{_key(name)}", f"{then.measure} has none"
    if then.disposition and demand.dispositions and then.disposition not in demand.dispositions:
        yield ".disposition", f"is not what {then.measure} does"
    yield from _papers(then, demand)
    yield from ((f".validity{key}", reason) for key, reason in _validity(then.validity, last))
    yield from ((f".extension{key}", reason) for key, reason in _validity(then.extension, last))
    if then.extension and "validity" not in demand.needs:
        yield ".extension", f"{then.measure} has none"
    if then.seal is not SealRule.REQUIRED and then.measure not in APPEALABLE:
        yield ".seal", f"{then.measure} has nothing to seal"
    if then.deadline and (last is None or then.deadline < last):
        yield ".deadline", "passes while the article is still in force"
    for index, fee in enumerate(then.fees, 1):
        yield from ((f".fee[{index}]{key}", reason) for key, reason in _charge(fee))


def days_faults(span: Days | None) -> Iterator[tuple[str, str]]:
    """Yield key path and reason of what is wrong with a span of days."""
    if span is not None and span.first is None and span.last is None:
        yield "", "needs first or last"
    elif span is not None and span.first and span.last and span.first > span.last:
        yield ".last", "lies before first"


def _papers(then: Then, demand: _Demand) -> Iterator[tuple[str, str]]:
    listed = then.papers if "papers" in demand.needs else ()
    wrong = [paper for paper in listed if paper not in demand.papers and paper is not demand.notice]
    yield from ((".papers", f"{paper} does not go with {then.measure}") for paper in wrong)
    if demand.notice and demand.notice not in then.papers:
        yield ".papers", f"{then.measure} needs a {demand.notice}"
    if (then.disposition is Disposition.HELD) is not (PaperKind.ENVELOPE_LABEL in then.papers):
        yield ".papers", "what is held, and nothing else, needs an envelope label"
    for index, without in enumerate(then.without, 1):
        if not set(without.papers) <= set(then.papers):
            yield f".without[{index}].papers", "leaves out a paper that is not made"


def _validity(validity: Validity | None, last: date | None) -> Iterator[tuple[str, str]]:
    if validity is None:
        return
    if sum(span is not None for span in (validity.months, validity.days, validity.until)) != 1:
        yield "", "give exactly one of months, days and until"
    if validity.until and (last is None or validity.until < last):
        yield ".until", "passes while the article is still in force"


def _charge(fee: Charge) -> Iterator[tuple[str, str]]:
    if fee.amount.as_tuple().exponent != -2 or fee.amount <= 0:
        yield ".amount", 'must be a positive text with two decimals, such as "5.00"'
    yield from ((f".waived{key}", reason) for key, reason in days_faults(fee.waived))


def _key(name: str) -> str:
    """Return the key under which a book writes a part of an outcome."""
    return "fee" if name == "fees" else name
