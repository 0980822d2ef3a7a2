"""What was taken into custody, from a person or from a vehicle: what receipt, stub and label say of it."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain import numbers
from kbdesk.domain.paper import Permit, Registration
from kbdesk.domain.vocabulary import DocumentType
from kbdesk.papers.form import Form
from kbdesk.papers.permit import document
from kbdesk.papers.shown import day, fees, plain, typed_day
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
    """Return what the paper's permit or registration says was taken."""
    return _document(f.paper.permit) if f.paper.permit is not None else _plates(f.registration)


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
        short=document(permit),
        slot=plain(traveler.slot),
        plate=False,
    )


def _plates(registration: Registration) -> Taken:
    vehicle = registration.vehicle
    owner = plain(vehicle.holder_surname) or plain(vehicle.holder_company)
    return Taken(
        form="V-6",
        title="plate_receipt.title",
        how="plate_receipt.how",
        envelope=registration.envelope,
        paper=Entry(message="certificate.number", value=numbers.spelled(registration.number), style=NUMBER, late=True),
        paper_short="certificate.short",
        surname=owner,
        given=plain(vehicle.holder_given_names) if vehicle.holder_surname else "",
        entries=(
            Entry(message="paper.vehicle", value=make(registration)),
            Entry(message="paper.vin", value=vehicle.vin, style=CODE),
            Entry(message="paper.fee", value=fees(registration.fees), style=STRONG),
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


def make(registration: Registration) -> str:
    """Return make and model."""
    return plain(f"{registration.vehicle.make} {registration.vehicle.model}")
