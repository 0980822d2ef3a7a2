"""Papers of made-up people, with texts of a rulebook's length, to draw and to test; nothing is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from sample_faces import portrait
from sample_seals import sealed

from kbdesk.domain import numbers
from kbdesk.domain.custody import Manifest, ManifestRow
from kbdesk.domain.fees import FeeReceipt
from kbdesk.domain.late import PATTERN, EmergencyForm, FormLine
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import Basis, Fee
from kbdesk.domain.paper import Notice, Paper, Permit, Registration, Stage, Told
from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.personal_record import EVENTS, personal_record
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Claim, Collector, Person, Receipt, Returnable
from kbdesk.domain.search import KINDS, CaseEntry
from kbdesk.domain.shift import Shift, ShiftCount, differences
from kbdesk.domain.shift_report import Closure, Noted, Older, OverrideLine, ShiftFigures, ShiftReport, Waiting, WentBack
from kbdesk.domain.vocabulary import CrossingState, Direction, Disposition, Language, Means, Measure, PaperKind
from kbdesk.icao.mrz import write_td2
from kbdesk.papers.plate_form import Plates
from kbdesk.papers.press import Press, PressResources
from kbdesk.rulebook.checks_text import ROOM

Card = TypeVar("Card", TravelerDraft, VehicleDraft)
RESOURCES = Path(__file__).parent.parent / "resources"
AT = datetime(2022, 8, 10, 14, 32, tzinfo=timezone(timedelta(hours=2)))
POST = Post(
    crossing="jarinje", letter="J", desk="2", names={"sq": "Jarinjë", "sr": "Jarinje", "en": "Jarinje"}, drill=False
)
NUMBER = numbers.make("J", "2", 4711)
ENVELOPE = numbers.make("J", "2", 412)
DIGEST = "3f9a1c07b25e48d1" + "0" * 48
APPEAL = {
    "sq": "Kundër kësaj mase mund të paraqitet ankesë në Ministrinë e Punëve të Brendshme brenda 30 ditëve nga marrja. "
    "Ankesa nuk e pezullon masën.",
    "sr": "Protiv ove mere može se izjaviti žalba Ministarstvu unutrašnjih poslova u roku od 30 dana od prijema. "
    "Žalba ne odlaže izvršenje mere.",
    "en": "An appeal against this measure may be lodged with the Ministry of Internal Affairs within 30 days of "
    "receipt. It does not suspend the measure.",
}
APPEAL_BODY = {
    "sq": "Ministria e Punëve të Brendshme", "sr": "Ministarstvo unutrašnjih poslova",
    "en": "Ministry of Internal Affairs",
}  # fmt: skip
DOCUMENTS = Basis(
    book="documents-2022",
    article="1",
    title={
        "sq": "Vendimi i Qeverisë i 29 qershorit 2022 për dokumentin e hyrje-daljes",
        "sr": "Odluka Vlade od 29. juna 2022. o ispravi za ulazak i izlazak",
        "en": "Government decision of 29 June 2022 on the entry and exit document",
    },
    text={
        "sq": "Mbajtësi i letërnjoftimit ose pasaportës së lëshuar nga Serbia e dorëzon atë në hyrje dhe merr pa "
        "pagesë një leje të përkohshme, të vlefshme tre muaj. Dokumenti ruhet dhe i kthehet në dalje.",
        "sr": "Imalac lične karte ili pasoša izdatog u Srbiji predaje ispravu na ulasku i besplatno dobija privremenu "
        "dozvolu koja važi tri meseca. Isprava se čuva i vraća mu se na izlasku.",
        "en": "The holder of an identity card or passport issued by Serbia hands it in on entry and receives, free of "
        "charge, a temporary permit valid for three months. The document is kept and given back on exit.",
    },
    appeal=APPEAL,
    appeal_days=30,
    appeal_body=APPEAL_BODY,
)
PLATES = Basis(
    book="serbian-plates",
    article="1",
    title={
        "sq": "Udhëzimi Administrativ (MPB) 03/2022 dhe vendimi i Qeverisë i 29 qershorit 2022",
        "sr": "Administrativno uputstvo (MUP) 03/2022 i odluka Vlade od 29. juna 2022.",
        "en": "Administrative Instruction (MIA) 03/2022 and Government decision of 29 June 2022",
    },
    text={
        "sq": "Automjetet me targa serbe marrin në hyrje targa të përkohshme, të vlefshme 60 ditë, kundrejt 5 eurove.",
        "sr": "Vozila sa srpskim tablicama na ulasku dobijaju privremene tablice koje važe 60 dana, uz 5 evra.",
        "en": "Vehicles with Serbian plates receive provisional plates on entry, valid for 60 days, for 5 euros.",
    },
    appeal=APPEAL,
    appeal_days=30,
    appeal_body=APPEAL_BODY,
)
LJUBICA = TravelerDraft(
    surname="Stojiljković", given_names="Ljubica Anđela", birth_date="1985-07-06", sex="F", nationality="SRB",
    document_type="identity-card", document_issuing_state="SRB", document_number="009876543",
    document_issuing_office="PU Kraljevo", document_expires_on="2029-02-14", residence="Zvečan", slot="A 17",
)  # fmt: skip
FACE = replace(LJUBICA, portrait=portrait(7))
LONG = replace(
    LJUBICA, surname="Karadžić-Stojiljković-Đorđević-Petrović", given_names="Aleksandra-Magdalena Ljubinka Čedomirka",
    residence="Kosovska Kamenica – Donja Šipašnica, Bulevar oslobođenja 1234/II",
    document_issuing_office="Policijska uprava za Kosovsku Mitrovicu, Kraljevo", slot="ZZ 9999",
)  # fmt: skip
WIDE = replace(LONG, surname="W" * 40, given_names="M" * 40, residence="W" * 30)
WIDE_CYRILLIC = replace(LONG, surname="Ш" * 40, given_names="Ж" * 40, residence="Ш" * 30)
NAMELESS = TravelerDraft(surname="Ö", document_type="birth-extract", document_issuing_state="SRB", document_number="7")
CAR = VehicleDraft(
    plate="KM 123-AB", vin="WVWZZZ1JZXW000001", make="VOLKSWAGEN", model="GOLF", colour="gri · siva · grey",
    category="M1", first_registered="1999-05-17", registration_valid_until="2023-02-28",
    holder_surname="Stojiljković", holder_given_names="Ljubica Anđela", slot="B 03",
)  # fmt: skip
LONG_CAR = replace(
    CAR, make="MERCEDES-BENZ AG", model="SPRINTER 316 CDI LANG HOCHDACH", holder_surname=LONG.surname,
    holder_given_names=LONG.given_names, colour="gri e errët metalike · tamnosiva metalik · dark grey metallic",
)  # fmt: skip
WIDE_CAR = replace(LONG_CAR, holder_surname="W" * 40, holder_given_names="M" * 40, make="W" * 24, model="M" * 24)
WIDE_CYRILLIC_CAR = replace(
    LONG_CAR, holder_surname="Ш" * 40, holder_given_names="Ж" * 40, make="Ш" * 24, model="Ж" * 24, colour="Щ" * 30
)
MOTORCYCLE = replace(CAR, category="L3e", vin="VBKZZZ1JZXM000077", make="YAMAHA", model="XT 660", plate="KM 12-AB")
TRAILER = replace(CAR, category="O1", vin="TRAZZZ1JZXT000088", make="TOMOS", model="PRIKOLICA 500", plate="AB-123 KM")
COMPANY = replace(
    CAR, holder_surname="", holder_given_names="", holder_company="Transport i Turizam Ibar-Kolašin d.o.o.",
    holder_registration_number="08123456",
)  # fmt: skip
PERMIT_PAPERS = (PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL)
REGISTRATION_PAPERS = (
    PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR, PaperKind.PLATE_RECEIPT,
    PaperKind.WINDSCREEN_COPY, PaperKind.ENVELOPE_LABEL, PaperKind.APPOINTMENT_SLIP,
)  # fmt: skip
NOTICE_PAPERS = (
    PaperKind.REFUSAL_NOTICE, PaperKind.REFERRAL_SLIP, PaperKind.WARNING_NOTICE, PaperKind.FINE_NOTICE,
)  # fmt: skip
DUTY_PAPERS = (PaperKind.SHIFT_REPORT, PaperKind.EMERGENCY_FORM)
FEE_PAPERS = (PaperKind.FEE_RECEIPT,)
PERSONAL_PAPERS = (PaperKind.PERSONAL_RECORD,)
CUSTODY_PAPERS = (PaperKind.RETURN_RECEIPT, PaperKind.CLAIM_SLIP, PaperKind.TRANSFER_MANIFEST)
OWN_WORDS = (
    "Polisa osiguranja ne važi, a vozač nije mogao da dokaže ko je vlasnik vozila niti da ga vozi uz saglasnost; "
    "upućen je da se vrati sa ovlašćenjem overenim kod notara i sa važećom polisom."
)


def press() -> Press:
    """Return a press with the program's own faces and words."""
    folder = RESOURCES / "fonts" / "papers"
    fonts = {file.stem: file.read_bytes() for file in folder.glob("*.ttf")}
    messages = RESOURCES / "messages" / "papers.toml"
    catalogs = Catalogs.read({messages.name: messages.read_text("utf-8")})
    return Press(PressResources(fonts=fonts, icc=(folder / "sRGB.icc").read_bytes(), plates=plates()), catalogs)


def plates() -> Plates:
    """Return the forms of the provisional plate."""
    return Plates.read((RESOURCES / "plates" / "provisional.toml").read_text("utf-8"))


def permit(traveler: TravelerDraft, kind: PaperKind = PaperKind.PERMIT, *, number: str = NUMBER) -> Paper:
    """Return a paper of a permit."""
    held = traveler.document_type != "birth-extract"
    until = date(2022, 11, 10)
    zone = write_td2(
        document_code="PU", issuing_state="UTO", surname=traveler.surname, given_names=traveler.given_names,
        document_number=number, nationality=traveler.nationality, birth_date=traveler.birth_date, sex=traveler.sex,
        expiry_date=until,
    )  # fmt: skip
    given = Permit(
        number=number, envelope=ENVELOPE if held else "", traveler=traveler, valid_from=AT.date(), valid_until=until,
        disposition=Disposition.HELD if held else Disposition.SHOWN, mrz=zone,
        residence=traveler.residence, issuing_office=traveler.document_issuing_office,
        vehicle_plate="KM 123-AB" if held else "",
    )  # fmt: skip
    return sealed(Paper(kind=kind, number=number, at=AT, post=POST, officer="0417", language=Language.SR_LATN,
                 basis=DOCUMENTS, digest=DIGEST, permit=given))  # fmt: skip


def registration(
    vehicle: VehicleDraft, kind: PaperKind = PaperKind.REGISTRATION_CERTIFICATE, *, number: str = NUMBER
) -> Paper:
    """Return a paper of a provisional registration."""
    given = Registration(
        number=number, plate=f"P {number[2:8]} {number[:2]} {number[8]}", envelope=ENVELOPE, vehicle=vehicle,
        old_plate=vehicle.plate, measure=Measure.REPLACE, valid_from=AT.date(), valid_until=date(2022, 9, 30),
        disposition=Disposition.HELD, deadline=date(2022, 9, 30),
        fees=(Fee(code="provisional-plates", amount=Decimal("5.00")),),
    )  # fmt: skip
    return sealed(Paper(kind=kind, number=number, at=AT, post=POST, officer="0417", language=Language.SR_LATN,
                 basis=PLATES, digest=DIGEST, registration=given))  # fmt: skip


def notice(
    card: TravelerDraft | VehicleDraft,
    kind: PaperKind = PaperKind.REFUSAL_NOTICE,
    *,
    number: str = NUMBER,
    reason: str = "document-expired",
    held: bool = False,
) -> Paper:
    """Return a notice to a person or about a vehicle, or the receipt for plates taken for good."""
    traveler, vehicle = (card, None) if isinstance(card, TravelerDraft) else (None, card)
    told = [Told(code="document-expired", values={"days": "12", "date": "2022-07-29"})] if traveler else []
    tells = kind is not PaperKind.REFERRAL_SLIP
    fine = (Fee(code="fine", amount=Decimal("150.00")),) if kind is PaperKind.FINE_NOTICE else ()
    taken = kind not in NOTICE_PAPERS
    given = Notice(
        number=number, traveler=traveler, vehicle=vehicle, plate=vehicle.plate if vehicle else "",
        reason=reason if tells else "", told=tuple(told) if tells else (), fees=fine,
        appeal_until=date(2022, 9, 9), envelope=ENVELOPE if held else "",
        disposition=(Disposition.HELD if held else Disposition.DESTROYED) if taken else None,
    )  # fmt: skip
    return sealed(Paper(kind=kind, number=number, at=AT, post=POST, officer="0417", language=Language.SR_LATN,
                 basis=DOCUMENTS if traveler else PLATES, digest=DIGEST, notice=given))  # fmt: skip


def custody(card: TravelerDraft | VehicleDraft, kind: PaperKind = PaperKind.RETURN_RECEIPT, *, many: int = 1) -> Paper:
    """Return a return receipt, claim slip or manifest; `many` things were held."""
    traveler = card if isinstance(card, TravelerDraft) else None
    if isinstance(card, TravelerDraft):
        names = (card.surname, card.given_names)
    else:
        names = (card.holder_surname or card.holder_company, card.holder_given_names)
    person = Person(surname=names[0], given_names=names[1], birth_date="1985-07-06", sex="F", nationality="SRB")
    front, rear = "plate-front KM 123-AB", "plate-rear KM 123-AB"
    whole = ("identity-card SRB 009876543",) * many if traveler else (front, rear)
    part = whole if traveler or many == 1 else (rear,) * many
    number, returnable = NUMBER, Returnable.PERMIT if traveler else Returnable.REGISTRATION
    written: dict[str, Receipt | Claim | Manifest] = {}
    if kind is PaperKind.RETURN_RECEIPT:
        written["receipt"] = Receipt(
            number=number, kind=returnable, returned=NUMBER, plate="" if traveler else "P 004711 J2 8",
            envelope=ENVELOPE, person=person, items=part, kept=() if many == 1 else (whole[0],) * (many - 1),
            collector=Collector.AUTHORISED if many > 1 else Collector.HOLDER,
            collector_name=f"{names[0]} {names[1]}" if many > 1 else "",
            authorisation="OPU 123-2022, 09.08.2022" if many > 1 else "",
            lost="KP Zveçan 2022-AB-117" if many > 1 else "",
            valid_until=date(2022, 8, 7), overstay_days=3,
        )  # fmt: skip
    elif kind is PaperKind.CLAIM_SLIP:
        written["claim"] = Claim(
            number=number, kind=returnable, claimed=NUMBER, crossing="brnjak", desk="1",
            names={"sq": "Bërnjak", "sr": "Brnjak", "en": "Brnjak"}, person=person,
            envelope=ENVELOPE if many > 1 else "", lost="KP Zveçan 2022-AB-117" if many > 1 else "",
        )  # fmt: skip
    else:
        row = ManifestRow(envelope=ENVELOPE, seal_number="AB 0012345", contents=whole, held_for=NUMBER)
        written["manifest"] = Manifest(
            number=number, crossing="merdare", names={"sq": "Merdarë", "sr": "Merdare", "en": "Merdare"},
            rows=(row,) * (many * many * 7),
        )  # fmt: skip
    return sealed(Paper(kind=kind, number=number, at=AT, post=POST, officer="0417", language=Language.SR_LATN,
                 basis=DOCUMENTS if traveler else PLATES, digest=DIGEST, **written))  # type: ignore[arg-type]  # by its kind


def fee_receipt(card: TravelerDraft | VehicleDraft, means: Means | None = Means.CASH, *, many: int = 1) -> Paper:
    """Return a receipt for `many` fees, paid or, without means, waived."""
    names = (
        (card.surname, card.given_names)
        if isinstance(card, TravelerDraft)
        else (card.holder_surname or card.holder_company, card.holder_given_names)
    )
    codes = ("provisional-registration", "fine", "re-registration")
    given = FeeReceipt(
        number=NUMBER, charged=numbers.make("J", "2", 4710), charged_at=AT - timedelta(hours=1),
        person=Person(surname=names[0], given_names=names[1]), plate="KM 123-AB",
        fees=tuple(Fee(code=codes[i % 3], amount=Decimal("5.00") * (1 + i * 29)) for i in range(many)), means=means,
        slip_number="2022/000417-8" if means is Means.SLIP else "", reason="" if means else OWN_WORDS,
    )  # fmt: skip
    return sealed(Paper(kind=PaperKind.FEE_RECEIPT, number=NUMBER, at=AT, post=POST, officer="0417", basis=PLATES,
                 language=Language.SR_LATN, digest=DIGEST, fee_receipt=given))  # fmt: skip


def personal(traveler: TravelerDraft, *, many: int = 1) -> Paper:
    """Return the record of all that is held on a traveler, who was here `many` times, each time something else."""
    said = {name: str(getattr(traveler, name)) or OWN_WORDS[:40] * (many > 8) for name in text_fields(TravelerDraft)}
    card = {**said, "portrait": "AAAA" * 9000}
    car = {**dict.fromkeys(text_fields(VehicleDraft), OWN_WORDS[:30]), "plate": "KM 123-AB", "holder_company": ""}
    basis = {"book": "documents-2022", "article": "1", "title": dict(DOCUMENTS.title)}
    body = {
        "number": NUMBER, "traveler": card, "basis": basis, "measure": "permit",
        "valid_from": "2022-08-10", "valid_until": "2022-11-10", "disposition": "held", "envelope": ENVELOPE,
        "vehicle_plate": "KM 123-AB", "reason": OWN_WORDS, "appeal_until": "2022-09-09", "returned": NUMBER,
        "collector": "holder", "overstay_days": 3, "claimed": NUMBER, "crossing": "merdare",
    }  # fmt: skip
    kinds, events = [kind for kind in KINDS if kind in EVENTS], sorted(EVENTS)
    bodies = (body, body | {"reason": "document-expired"})
    of_car = {key: value for key, value in body.items() if key != "traveler"} | {"vehicle": car, "plate": "P 004711"}
    cases = [
        [CaseEntry(seq=9 * i, at=AT, officer="0417", kind=kind,
                   body=of_car if kind == "swap.recorded" else bodies[i % 2])]
        + [CaseEntry(seq=9 * i + 1, at=AT, officer="0417", kind=event, body={}) for event in events[i % 5 :: 5]]
        for i, kind in zip(range(many), cycle(kinds), strict=False)
    ]  # fmt: skip
    return sealed(Paper(kind=PaperKind.PERSONAL_RECORD, number=NUMBER, at=AT, post=POST, officer="0417",
                 language=Language.SR_LATN, basis=Basis(book="", article="", title={}, text={}), digest=DIGEST,
                 personal_record=personal_record(cases)))  # fmt: skip


def duty(kind: PaperKind = PaperKind.SHIFT_REPORT, *, words: str = "", many: int = 0) -> Paper:
    """Return a shift report with `many` lines of `words` for the next shift, or an emergency form."""
    written = {
        PaperKind.SHIFT_REPORT: {"shift_report": report(words, many)},
        PaperKind.EMERGENCY_FORM: {"emergency_form": emergency_form()},
    }[kind]
    return sealed(Paper(kind=kind, number=NUMBER, at=AT, post=POST, officer="0417", language=Language.SR_LATN,
                 basis=Basis(book="", article="", title={}, text={}), digest=DIGEST, **written))  # type: ignore[arg-type]  # by its kind


def report(words: str, many: int) -> ShiftReport:
    """Return the report of a busy shift, in which something differs where there is anything to say."""
    hours = {6: 9, 7: 15, 8: 23, 9: 36, 10: 37, 11: 26, 12: 18, 13: 11} if words else {}
    kinds = ["permit", "registration-certificate", "plate-front", "plate-rear", "windscreen-copy"][: 2 + many]
    closures = tuple(Closure(at=AT, state=state, reason=words, order_reference="12") for state in CrossingState)
    noted = tuple(Noted(at=AT, officer="0417", text=words, of=of) for of in ("drawer", "custody", "stock")[:many])
    shift = Shift(
        id=NUMBER, opened_at=AT - timedelta(hours=8), officer="0417", float_amount=Decimal("50.00"), custody=412,
        stock=dict.fromkeys(kinds, 500), opened_by="0417", entry=47_902, closed_at=AT,
    )  # fmt: skip
    expected = ShiftCount(cash=Decimal("275.00"), custody=470, stock=dict.fromkeys(kinds, 406))
    counted = replace(expected, cash=Decimal("274.50") if many else expected.cash, custody=470 - bool(many))
    return ShiftReport(
        shift=shift, closed_at=AT, officer="0417", expected=expected, counted=counted,
        figures=ShiftFigures(
            passages=131,
            counts={"permit": 94, "registration": 45, "return": 36, "refusal": 3, "referral": 2, "override": 1},
            refusals={"document-expired": 2, "crossing-closed": 1}, hours=hours, incidents=noted,
            reconciliations=noted, overrides=tuple(
                OverrideLine(finding="crossing-closed", reason="medical", count=1, seconds=("0022",))
                for _ in range(bool(many))
            ), waiting=tuple(Waiting(direction=way, least=15, most=60) for way in Direction), late=many,
            closures=closures[: max(0, many - 3)], voids=noted[:1],
            went_back=tuple(WentBack(at=AT, of=of, entries=47_871, seen=47_901) for of in tuple(Older)[:many]),
        ),
        differences=differences(expected, counted), unsigned=("12/2022",) * bool(many), unprinted=many,
        first_entry=47_902, last_entry=48_212, head="0" * 64, reason=words, second="0022" if words else "",
        overnight=bool(many), clock_back=bool(many),
    )  # fmt: skip


def emergency_form() -> EmergencyForm:
    """Return a form as it is printed."""
    lines = enumerate(PATTERN, 1)
    return EmergencyForm(
        number=NUMBER,
        printed_at=AT,
        lines=tuple(
            FormLine(line=i, series=series, number=numbers.make("J", "2", i), envelope=ENVELOPE if enveloped else "")
            for i, (series, enveloped) in lines
        ),
    )


def full(card: Card, letter: str) -> Card:
    """Return a card whose every text is as long as the checks let it be."""
    wide: dict[str, Any] = {name: letter * room for name, room in ROOM.items() if hasattr(card, name)}
    return replace(card, **{name: text for name, text in wide.items() if name not in ("mrz", "category")})


def ordinary(kind: PaperKind) -> Paper:
    """Return an ordinary paper of a kind."""
    if kind in PERMIT_PAPERS:
        return permit(LJUBICA, kind)
    if kind in NOTICE_PAPERS:
        return notice(LJUBICA, kind)
    if kind in DUTY_PAPERS:
        return duty(kind)
    if kind in PERSONAL_PAPERS:
        return personal(LJUBICA)
    if kind in FEE_PAPERS:
        return fee_receipt(CAR)
    if kind in CUSTODY_PAPERS:
        return custody(LJUBICA, kind)
    return registration(CAR, kind)


def proof(paper: Paper) -> Paper:
    """Return the proof of a paper, with other stand-ins for what is given at issue."""
    number, envelope = numbers.make("J", "2", 0), numbers.make("J", "2", 0)
    at = datetime(2022, 8, 10, 23, 58, tzinfo=UTC)
    stood_in = replace(paper, stage=Stage.PROOF, number=number, digest="0" * 64, at=at)
    if paper.permit is not None:
        zone = paper.permit.mrz.replace(paper.permit.number, number)
        held = envelope if paper.permit.envelope else ""
        return replace(stood_in, permit=replace(paper.permit, number=number, envelope=held, mrz=zone))
    if paper.registration is not None:
        plate = f"P {number[2:8]} {number[:2]} {number[8]}"
        given = replace(paper.registration, number=number, envelope=envelope, plate=plate)
        return replace(stood_in, registration=given)
    if paper.notice is not None:
        held = envelope if paper.notice.envelope else ""
        return replace(stood_in, notice=replace(paper.notice, number=number, envelope=held))
    for name in ("receipt", "claim", "manifest", "fee_receipt"):
        written = getattr(paper, name)
        if written is not None:
            return replace(stood_in, **{name: replace(written, number=number)})
    return stood_in
