"""A card that passes the checks has room on every paper, in the widest letters there are."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import carried
from kbdesk.desk.proof import proofs
from kbdesk.domain.facts import Facts
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import Examination
from kbdesk.domain.paper import Paper
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import PaperKind, Severity
from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.press import Press, PressResources
from kbdesk.rulebook.checks_text import ROOM
from kbdesk.rulebook.law import Law

RESOURCES = Path(__file__).parents[2] / "resources"
AT = datetime.fromisoformat("2022-08-10T08:00+02:00")
POST = Post(crossing="jarinje", letter="J", desk="2", names=dict.fromkeys(("sq", "sr", "en"), "Jarinje"), drill=True)
UNROOMED = {"mrz", "category"}

Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]
Car = Callable[..., VehicleDraft]


@pytest.fixture(scope="module")
def press() -> Press:
    """Return the press with the shipped faces and words."""
    papers = RESOURCES / "fonts" / "papers"
    texts = {path.name: path.read_text("utf-8") for path in (RESOURCES / "messages").glob("*.toml")}
    fonts = {path.name.removesuffix(".ttf"): path.read_bytes() for path in papers.glob("*.ttf")}
    icc = (papers / "sRGB.icc").read_bytes()
    return Press(PressResources(fonts=fonts, icc=icc, plates=carried.plates()), Catalogs.read(texts))


def widest(card: TravelerDraft | VehicleDraft, extra: int = 0) -> Mapping[str, Any]:
    """Return a card's fields full to their room, and past it by `extra`."""
    return {name: "W" * (room + extra) for name, room in ROOM.items() if hasattr(card, name) and name not in UNROOMED}


@pytest.mark.parametrize("language", ["sr-Latn", "sr-Cyrl"])
@pytest.mark.parametrize("holder", ["person", "company"])
@pytest.mark.parametrize("plate", ["KM 1234-WW", "BG 1234-WW"])
def test_a_full_card_has_room_on_every_paper(
    law: Law, examine_draft: Examine, press: Press, person: Person, car: Car, language: str, holder: str, plate: str
) -> None:
    traveler = replace(person(), **widest(person()), language=language)
    vehicle = replace(car(plate=plate), **widest(car()), category="M" + "W" * (ROOM["category"] - 1))
    if holder == "person":
        vehicle = replace(vehicle, holder_company="", holder_registration_number="")
    draft = PassageDraft(id="0" * 16, travelers=(traveler,), vehicle=vehicle)
    seen = examine_draft(draft, Facts(), AT)
    assert not [f for f in seen.findings() if f.severity is Severity.STOP]
    drawn = proofs(draft, seen, post=POST, law=law, officer="officer", at=AT)
    assert {PaperKind.PERMIT, PaperKind.PLATE_REAR} <= {paper.kind for _, paper in drawn}
    assert all(press.draw(paper).pdf.startswith(b"%PDF") for _, paper in drawn)


def test_a_card_past_its_room_is_stopped_field_by_field(examine_draft: Examine, person: Person, car: Car) -> None:
    draft = PassageDraft(
        id="0" * 16,
        travelers=(replace(person(), **widest(person(), 1)),),
        vehicle=replace(car(), **widest(car(), 1)),
    )
    found = {f.field for f in examine_draft(draft, Facts(), AT).findings() if f.code == "field-too-long"}
    assert found == {f"traveler[1].{name}" for name in widest(person())} | {f"vehicle.{name}" for name in widest(car())}


def test_without_the_check_a_paper_would_not_fit(
    law: Law, examine_draft: Examine, press: Press, person: Person
) -> None:
    draft = PassageDraft(id="0" * 16, travelers=(person(slot="W" * 40),))
    drawn: tuple[tuple[str, Paper], ...] = proofs(
        draft, examine_draft(draft, Facts(), AT), post=POST, law=law, officer="officer", at=AT
    )
    with pytest.raises(DoesNotFitError):
        for _, paper in drawn:
            press.draw(paper)
