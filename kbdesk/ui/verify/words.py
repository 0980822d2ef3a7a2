"""What was found of a seal in the words of a language: the verdict, what to hold against the paper, how it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.reference import Reference
from kbdesk.domain.verify import Caution, Checked, Result
from kbdesk.domain.vocabulary import PermitState
from kbdesk.icao import mrz
from kbdesk.icao.seal.verdict import SubStatus
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.returns.words import crossing_name
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.standing import OLD_LIST
from kbdesk.ui.verify.sitting import Past
from kbdesk.ui.when import ago, clock_time

_SHAPES: Final[Mapping[Result, Shape]] = MappingProxyType(
    {
        Result.GENUINE: Shape.OK,
        Result.ENDED: Shape.STOP,
        Result.UNLISTED: Shape.WARN,
        Result.DOUBTFUL: Shape.WARN,
        Result.FALSE: Shape.STOP,
        Result.DRILL: Shape.NOTE,
    }
)
_OF_SIGNER: Final = frozenset(
    {
        SubStatus.UNKNOWN_CERTIFICATE,
        SubStatus.UNTRUSTED_CERTIFICATE,
        SubStatus.INVALID_DOCUMENTTYPE,
        SubStatus.REVOKED_CERTIFICATE,
    }
)
_OF_ZONE: Final = frozenset(
    {SubStatus.INVALID_SEAL_MRZ, SubStatus.INVALID_PRINTED_MRZ, SubStatus.SEAL_DOCUMENT_MISMATCH}
)
_UNREAD: Final = frozenset({SubStatus.READ_ERROR, SubStatus.WRONG_FORMAT})
_TECHNICAL: Final = frozenset(
    {
        *("mrz", "mrz_a", "mrz_b", "status_index", "issuing_state", "issuer", "signed_on", "kind", "head", "more"),
        *("record", "profile", "profile_address", "status_address", "certificate_address", "document_code"),
    }
)
"""What the program needs of a seal and nobody reads on a paper."""
_LINES: Final = ((("sex",), "nationality"), (("document_issuing_state",), "document_number"))
"""Short fields that stand before another on its line."""
_TOGETHER: Final = tuple(before for before, _ in _LINES)
_FIRST: Final = (
    *("surname", "given_names", "birth_date", "nationality", "number", "document_number", "issued_on", "valid_from"),
    *("valid_until", "plate", "old_plate", "vin", "make_model", "envelope"),
)
"""What is compared first; the rest follows as the seal has it."""
_DATES: Final = frozenset({"birth_date", "valid_from", "valid_until", "issued_on"})
_NUMBERS: Final = frozenset({"number", "envelope"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The verdict: one word with its mark, what it means, what is known besides; the standard's status word for word.

    `aged` tells whether it is amber only for the age of the list.
    """

    word: str
    mark: Shape
    told: str
    besides: str
    status: str
    level: str
    at: str
    aged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing the seal says, to be read on the paper; `printed` is what the zone there says where it differs."""

    name: str
    label: str
    value: str
    printed: str = ""


def verdict(seal: Checked, reference: Reference, catalog: Catalog) -> Told:
    """Return the verdict. A list that is old takes the green from a paper that is genuine, and says how old it is."""
    aged = seal.result is Result.GENUINE and is_old(seal)
    sub = seal.verdict.sub_status
    named = catalog.text(f"verify.result.{seal.result}.told")
    kind = kind_words(seal, reference, catalog)
    return Told(
        word=catalog.text(f"verify.result.{seal.result}"),
        mark=Shape.WARN if aged else _SHAPES[seal.result],
        told=named if not kind or not seal.is_signed else f"{kind}. {named}",
        besides=_besides(seal, catalog, aged=aged),
        status=" · ".join(str(word) for word in (seal.verdict.status, sub) if word is not None),
        level=str(seal.verdict.trust_level),
        at=f"{seal.at:%H:%M:%S}",
        aged=aged,
    )


def is_old(seal: Checked) -> bool:
    """Tell whether what is known of a paper is a day old or more."""
    return seal.age is not None and seal.age >= OLD_LIST


def kind_words(seal: Checked, reference: Reference, catalog: Catalog) -> str:
    """Return what kind of paper it is, and of which desk where its number says so."""
    kind = type_words(seal.document_type, catalog)
    letters = {letter: key for key, letter in CROSSING_LETTERS.items()}
    if not kind or not seal.number or seal.number[0] not in letters:
        return kind
    crossing = crossing_name(letters[seal.number[0]], reference, catalog)
    return catalog.text("verify_page.paper-of", kind=kind, crossing=crossing, desk=seal.number[1])


def type_words(document_type: str, catalog: Catalog) -> str:
    """Return a kind of paper in words, empty for one that has none."""
    known = (f"verify_page.type.{document_type}", f"arrive.paper.{document_type}")
    return next((catalog.text(message) for message in known if document_type and catalog.has(message)), "")


def _besides(seal: Checked, catalog: Catalog, *, aged: bool) -> str:
    if seal.cautions:
        return catalog.text(f"verify.caution.{seal.cautions[0]}")
    if aged and seal.standing.known_at is not None:
        since = ago(seal.standing.known_at, seal.at, catalog)
        return catalog.text("verify_page.besides.aged", since=since)
    until = _until(seal)
    if seal.result is Result.GENUINE and until is not None:
        left = catalog.count("return_page.left", max(0, (until - seal.at.date()).days))
        return catalog.text("verify_page.besides.until", date=spelled_date(until.isoformat()), left=left)
    if seal.result is Result.ENDED:
        return catalog.text("verify_page.besides.ended", state=state_words(seal, catalog))
    if seal.verdict.sub_status is SubStatus.READ_ERROR:
        return catalog.text("verify_page.besides.unread")
    return catalog.text(f"verify_page.besides.{seal.result}")


def _until(seal: Checked) -> date | None:
    try:
        return date.fromisoformat(str(seal.fields.get("valid_until", "")))
    except ValueError:
        return None


def state_words(seal: Checked, catalog: Catalog) -> str:
    """Return what became of the paper, in a word; lost is the stronger word for void."""
    return catalog.text("verify.state.lost" if seal.standing.lost else f"verify.state.{seal.standing.state}")


# -- what to hold against the paper ------------------------------------------------------------------
def claims(seal: Checked, printed: str, catalog: Catalog) -> tuple[Claim, ...]:
    """Return what the seal says, as it stands on the paper, in the order in which it is compared."""
    zone, fields = _zone(printed, seal.at.date()), seal.fields
    listed = [name for name in fields if name not in _TECHNICAL and not any(name in together for together in _TOGETHER)]
    ordered = sorted(listed, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    made = []
    for names in (_whole(name) for name in ordered):
        value = _said(names, {name: str(fields.get(name, "")) for name in names})
        there = {name: zone[name] for name in names if name in zone}
        differs = any(there[name].upper() != str(fields.get(name, "")).upper() for name in there)
        if value:
            shown = (_said(names, there) or "–") if differs else ""
            made.append(Claim(name=names[-1], label=label_of(names[-1], catalog), value=value, printed=shown))
    return tuple(made)


def _whole(name: str) -> tuple[str, ...]:
    """Return a field with those that stand before it on one line."""
    return next(((*before, name) for before, last in _LINES if last == name), (name,))


def _said(names: tuple[str, ...], values: Mapping[str, str]) -> str:
    return " ".join(shown_value(name, values[name]) for name in names if values.get(name))


def label_of(name: str, catalog: Catalog) -> str:
    """Return how a field is called."""
    return catalog.text(f"verify_page.field.{name}")


def shown_value(name: str, value: str) -> str:
    """Return a value as papers write it: dates by day, numbers in groups."""
    if name in _DATES:
        return spelled_date(value)
    if name in _NUMBERS and numbers.check(value):
        return numbers.spelled_envelope(value) if name == "envelope" else numbers.spelled(value)
    return value


def _zone(printed: str, today: date) -> Mapping[str, str]:
    """Return what a printed zone says by the names of fields; nothing for one that is none."""
    if not printed:
        return {}
    try:
        zone = mrz.read(printed, today=today)
    except mrz.MrzError:
        return {}
    own = ("surname", "given_names", "birth_date", "sex", "nationality")
    said = {name: str(getattr(zone, name) or "") for name in own}
    return {**said, "number": zone.document_number, "valid_until": str(zone.expiry_date or "")}


# -- how the desk knows ------------------------------------------------------------------------------
def steps(seal: Checked, printed: str, catalog: Catalog) -> tuple[ToldRow, ...]:
    """Return the chain of reasons: signature, signer, printed zone, what became of the paper, what else is odd."""
    sub = seal.verdict.sub_status
    if sub in _UNREAD:
        shape = Shape.WARN if sub is SubStatus.READ_ERROR else Shape.STOP
        return (ToldRow(title=_found(sub, catalog), shape=shape),)
    rows = [_signature(seal, catalog), _signer(seal, catalog)]
    rows += _printed(seal, printed, catalog)
    if seal.is_signed and seal.number:
        rows.append(_standing(seal, catalog))
    rows += [
        ToldRow(title=catalog.text(f"verify.caution.{caution}"), shape=_caution_shape(caution))
        for caution in seal.cautions
    ]
    if sub is SubStatus.UNKNOWN_FEATURE:
        rows.append(ToldRow(title=_found(sub, catalog), shape=Shape.NOTE))
    return tuple(rows)


def _caution_shape(caution: Caution) -> Shape:
    return Shape.STOP if caution is Caution.REPORTED_LOST else Shape.WARN


def _found(sub: SubStatus, catalog: Catalog) -> str:
    return catalog.text(f"verify.found.{str(sub).lower().replace('_', '-')}")


def _signature(seal: Checked, catalog: Catalog) -> ToldRow:
    sub = seal.verdict.sub_status
    if sub is SubStatus.INVALID_SIGNATURE:
        what = catalog.text("verify_page.step.signature.broken-what")
        return ToldRow(title=catalog.text("verify_page.step.signature.broken"), detail=what, shape=Shape.STOP)
    if seal.is_signed:
        what = catalog.text("verify_page.step.signature.holds-what")
        return ToldRow(title=catalog.text("verify_page.step.signature.holds"), detail=what, shape=Shape.OK)
    what = catalog.text("verify_page.step.signature.untried-what")
    return ToldRow(title=catalog.text("verify_page.step.signature.untried"), detail=what, shape=Shape.WAIT)


def _signer(seal: Checked, catalog: Catalog) -> ToldRow:
    sub, known = seal.verdict.sub_status, seal.verdict.signer
    named = catalog.text("verify_page.step.signer", signer=f"{seal.signer} {seal.reference}")
    if sub in _OF_SIGNER:
        return ToldRow(title=named, detail=_found(sub, catalog), shape=Shape.STOP)
    until = "" if known is None else spelled_date(known.valid_until.isoformat())
    if sub is SubStatus.EXPIRED_CERTIFICATE:
        detail = f"{_found(sub, catalog)} {catalog.text('verify_page.step.signer.ended', date=until)}"
        return ToldRow(title=named, detail=detail, shape=Shape.WARN)
    if known is None:
        return ToldRow(title=named, shape=Shape.WAIT)
    return ToldRow(title=named, detail=catalog.text("verify_page.step.signer.until", date=until), shape=Shape.OK)


def _printed(seal: Checked, printed: str, catalog: Catalog) -> Iterator[ToldRow]:
    """Yield how the printed zone stands to the seal, where the seal has one."""
    sub = seal.verdict.sub_status
    if sub in _OF_ZONE:
        title = catalog.text("verify_page.step.zone.differs")
        yield ToldRow(title=title, detail=_found(sub, catalog), shape=Shape.STOP)
    elif "mrz" in seal.fields:
        same = bool(printed) and seal.is_signed
        title = catalog.text("verify_page.step.zone.same" if same else "verify_page.step.zone.wanted")
        detail = "" if same else catalog.text("verify_page.step.zone.wanted-what")
        yield ToldRow(title=title, detail=detail, shape=Shape.OK if same else Shape.WAIT)


def _standing(seal: Checked, catalog: Catalog) -> ToldRow:
    """Return what became of the paper and as of when; silence of a list is never clear."""
    standing, state = seal.standing, state_words(seal, catalog)
    title = catalog.text("verify_page.step.standing", state=state)
    if standing.known_at is None:
        return ToldRow(title=title, detail=catalog.text("verify_page.step.standing.no-list"), shape=Shape.WARN)
    since = _as_of(standing.known_at, seal.at, catalog)
    if standing.state in (PermitState.RETURNED, PermitState.VOID, PermitState.EXPIRED):
        return ToldRow(title=title, detail=since, shape=Shape.STOP)
    shape = Shape.WARN if is_old(seal) or standing.state is PermitState.UNKNOWN else Shape.OK
    return ToldRow(title=title, detail=since, shape=shape)


def _as_of(known_at: datetime, now: datetime, catalog: Catalog) -> str:
    if abs(now - known_at) < timedelta(seconds=1):
        return catalog.text("verify_page.step.standing.own")
    return catalog.text("verify_page.step.standing.list", since=ago(known_at, now, catalog))


def past_rows(past: tuple[Past, ...], catalog: Catalog) -> tuple[ToldRow, ...]:
    """Return what was checked before, the newest first; nothing of a person."""
    return tuple(
        ToldRow(
            title=catalog.text(f"verify.result.{one.result}").capitalize(),
            detail=" · ".join(part for part in (clock_time(one.at), type_words(one.document_type, catalog)) if part),
            shape=_SHAPES[one.result],
        )
        for one in past
    )
