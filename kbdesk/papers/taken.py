"""What was taken into custody, from a person or from a vehicle: what receipt, stub and label say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kbdesk.domain import numbers
from kbdesk.domain.outcome import Fee
from kbdesk.domain.paper import Notice, Permit, Registration
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import DocumentType
from kbdesk.papers.form import Form
from kbdesk.papers.shown import NOTHING, day, document_code, fees, plain, typed_day
from kbdesk.papers.style import CODE, NUMBER, STRONG, VALUE, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A caption's message, its value and how it is set; `late` if given only at issue."""

    message: str
    value: str
    style: Style = VALUE
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The envelope, from whom, what stands beside the name, and the row of what was taken.

    `paper` is the number of the permit or registration given for it. `kind` is a message.
    """

    form: str
    title: str
    how: str
    envelope: str
    paper: Entry
    paper_short: str
    surname: str
    given: str
    entries: tuple[Entry, Entry, Entry]
    kind: str
    number: str
    issued_by: str
    expires: str
    collect_by: str
    short: str
    slot: str
    plate: bool


def taken(f: Form) -> Taken:
    """Return what the paper's permit, registration or notice says was taken."""
    if f.paper.permit is not None:
        return _document(f.paper.permit)
    notice = f.paper.notice
    if notice is None:
        return _plates(f, f.registration)
    return _plates_for_good(f, notice) if notice.traveler is None else _document_for_good(notice, notice.traveler)


def _document(permit: Permit) -> Taken:
    traveler = permit.traveler
    return Taken(
        form="P-2",
        title="receipt.title",
        how="receipt.how",
        envelope=permit.envelope,
        paper=Entry(message="permit.number", value=numbers.spelled(permit.number), style=NUMBER, late=True),
        paper_short="permit.short",
        surname=plain(traveler.surname),
        given=plain(traveler.given_names),
        entries=(
            Entry(message="paper.birth_date", value=typed_day(traveler.birth_date)),
            Entry(message="paper.residence", value=permit.residence),
            Entry(message="paper.vehicle", value=permit.vehicle_plate),
        ),
        kind=f"paper.document.{traveler.document_type or DocumentType.OTHER}",
        number=plain(traveler.document_number),
        issued_by=" ".join(filter(None, (traveler.document_issuing_state, permit.issuing_office))),
        expires=typed_day(traveler.document_expires_on),
        collect_by=day(permit.valid_until),
        short=document_code(traveler),
        slot=plain(traveler.slot),
        plate=False,
    )


def _plates(f: Form, registration: Registration) -> Taken:
    vehicle = registration.vehicle
    owner, given = _owner(vehicle)
    return Taken(
        form="V-6",
        title="plate_receipt.title",
        how="plate_receipt.how",
        envelope=registration.envelope,
        paper=Entry(message="certificate.number", value=numbers.spelled(registration.number), style=NUMBER, late=True),
        paper_short="certificate.short",
        surname=owner,
        given=given,
        entries=(
            Entry(message="paper.vehicle", value=make(registration)),
            Entry(message="paper.vin", value=vehicle.vin, style=CODE),
            Entry(message="paper.fee", value=paid(f, registration.fees), style=STRONG),
        ),
        kind="paper.plates",
        number=plain(registration.old_plate),
        issued_by="",
        expires=typed_day(vehicle.registration_valid_until),
        collect_by=day(registration.valid_until),
        short=plain(registration.old_plate),
        slot=plain(vehicle.slot),
        plate=True,
    )


def _plates_for_good(f: Form, notice: Notice) -> Taken:
    vehicle = notice.vehicle or VehicleDraft()
    owner, given = _owner(vehicle)
    return Taken(
        form="V-7",
        title="plate_receipt.title",
        how="confiscation.means",
        envelope=notice.envelope,
        paper=Entry(message="notice.number", value=numbers.spelled(notice.number), style=NUMBER, late=True),
        paper_short="notice.number",
        surname=owner,
        given=given,
        entries=(
            Entry(message="paper.vehicle", value=plain(f"{vehicle.make} {vehicle.model}")),
            Entry(message="paper.vin", value=vehicle.vin, style=CODE),
            Entry(message="paper.fee", value=paid(f, notice.fees), style=STRONG),
        ),
        kind="paper.plates",
        number=plain(notice.plate),
        issued_by="",
        expires=typed_day(vehicle.registration_valid_until),
        collect_by=NOTHING,
        short=plain(notice.plate),
        slot=plain(vehicle.slot),
        plate=True,
    )


def _document_for_good(notice: Notice, traveler: TravelerDraft) -> Taken:
    return Taken(
        form="P-7",
        title="confiscation.document",
        how="confiscation.means",
        envelope=notice.envelope,
        paper=Entry(message="notice.number", value=numbers.spelled(notice.number), style=NUMBER, late=True),
        paper_short="notice.number",
        surname=plain(traveler.surname),
        given=plain(traveler.given_names),
        entries=(
            Entry(message="paper.birth_date", value=typed_day(traveler.birth_date)),
            Entry(message="paper.nationality", value=traveler.nationality),
            Entry(message="paper.sex", value=traveler.sex),
        ),
        kind=f"paper.document.{traveler.document_type or DocumentType.OTHER}",
        number=plain(traveler.document_number),
        issued_by=" ".join(filter(None, (traveler.document_issuing_state, traveler.document_issuing_office))),
        expires=typed_day(traveler.document_expires_on),
        collect_by=NOTHING,
        short=document_code(traveler),
        slot=plain(traveler.slot),
        plate=False,
    )


def paid(f: Form, of: Sequence[Fee]) -> str:
    """Return what was paid; what was waived stands after it by name: ``0.00 EUR (57.00 EUR falur · ... · waived)``."""
    spared = waived(f, of)
    return f"{fees(of)} ({spared})" if spared else fees(of)


def waived(f: Form, of: Sequence[Fee]) -> str:
    """Return what was waived, by name, empty if nothing was."""
    named = [replace(fee, waived=False) for fee in of if fee.waived]
    return f"{fees(named)} {f.words.label('paper.fee.waived')}" if named else ""


def make(registration: Registration) -> str:
    """Return make and model."""
    return plain(f"{registration.vehicle.make} {registration.vehicle.model}")


def _owner(vehicle: VehicleDraft) -> tuple[str, str]:
    """Return surname and given names of a vehicle's holder, or the name of the company."""
    surname = plain(vehicle.holder_surname)
    return surname or plain(vehicle.holder_company), plain(vehicle.holder_given_names) if surname else ""
