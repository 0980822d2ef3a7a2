"""Whatever stands in the fields of a card, its paper can be sealed, and the seal says it or is silent."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kbdesk.app import carried
from kbdesk.desk.returns_record import NO_BASIS
from kbdesk.domain.numbers import make
from kbdesk.domain.paper import Paper, Permit, Registration
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Disposition, Language, Measure, PaperKind
from kbdesk.icao.mrz import write_td2
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.coding import Value
from tests.icao.seal import independent

from .conftest import POST, SetClock
from .seals import sealing

ANYTHING = st.text(st.characters(codec="utf-8"), max_size=130)
CODES = ANYTHING | st.text("AZ09 -", max_size=130)
SERIALS = st.integers(1, 999_999)
UNTIL = date(2022, 11, 10)


def paper(kind: PaperKind, serial: int, **written: object) -> Paper:
    number = make("J", "2", serial)
    return Paper(
        kind=kind, number=number, at=SetClock().at, post=POST, officer="officer", language=Language.SQ, basis=NO_BASIS,
        digest="ab" * 32, **written,  # type: ignore[arg-type]  # one of permit and registration
    )  # fmt: skip


def read(sealed: Paper) -> dict[str, Value]:
    """Return what a seal says, having made sure that another reader finds the same features."""
    seal = codec.read(sealed.seal)
    definition = carried.definitions().of(seal.header)
    assert definition is not None
    assert independent.decode(sealed.seal)["features"] == {feature.tag: feature.value for feature in seal.features}
    decoded = definition.decode(seal.features)
    assert decoded.unknown == ()
    return dict(decoded.fields)


@given(number=CODES, state=CODES, kind=ANYTHING, serial=SERIALS, held=st.booleans())
@settings(max_examples=60)
def test_any_traveler_can_be_sealed(number: str, state: str, kind: str, serial: int, held: bool) -> None:
    own = make("J", "2", serial)
    zone = write_td2(
        document_code="PU", issuing_state="UTO", surname="A", given_names="B", document_number=own, nationality="SRB",
        birth_date="1985-07-06", sex="F", expiry_date=UNTIL,
    )  # fmt: skip
    card = TravelerDraft(document_number=number, document_issuing_state=state, document_type=kind)
    permit = Permit(
        number=own, envelope=own if held else "", traveler=card, valid_from=UNTIL, valid_until=UNTIL,
        disposition=Disposition.HELD, mrz=zone,
    )  # fmt: skip
    said = read(sealing().sealed(paper(PaperKind.PERMIT, serial, permit=permit)))
    assert (said["mrz"], said["status_index"]) == (zone, serial)
    assert said.get("envelope", "") == permit.envelope
    bare = "".join(c for c in number.upper() if c.isalnum())
    assert said.get("document_number", "") in (bare, "")
    assert ("document_number" in said) == (bool(bare) and bare.isascii() and len(bare) <= 60)
    assert str(said["document"])[3:] in {"ID", "PP", "BE", "TD", "DL", "RC", "XX"}


@given(
    vin=ANYTHING,
    make_=ANYTHING,
    model=ANYTHING,
    category=CODES,
    old=ANYTHING,
    serial=SERIALS,
    kind=st.sampled_from([PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR, PaperKind.WINDSCREEN_COPY]),
)
@settings(max_examples=60)
def test_any_vehicle_can_be_sealed(
    vin: str, make_: str, model: str, category: str, old: str, serial: int, kind: PaperKind
) -> None:
    car = VehicleDraft(plate=old, vin=vin, make=make_, model=model, category=category)
    given_ = Registration(
        number=make("J", "2", serial), plate="P 004711 J2 8", envelope="", vehicle=car, old_plate=old,
        measure=Measure.PROVISIONAL, valid_from=UNTIL, valid_until=UNTIL, disposition=Disposition.HELD,
    )  # fmt: skip
    said = read(sealing().sealed(paper(kind, serial, registration=given_)))
    assert (said["number"], said["status_index"], said["valid_until"]) == (given_.number, serial, UNTIL)
    assert said.get("vin", vin) == vin and ("vin" in said) == (0 < len(vin.encode()) <= 40)
    assert said.get("old_plate", old) == old
    assert said.get("make_model", "") in ("", " ".join(f"{make_} {model}".split()))
