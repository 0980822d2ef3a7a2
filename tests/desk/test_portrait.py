"""A portrait is recorded with the card it belongs to, under the entry's digest, and drawn again from there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kbdesk.desk.ports import Press
from kbdesk.domain.passage import CardDecision, PassageDraft
from kbdesk.domain.passage_json import traveler_from_json
from kbdesk.domain.vocabulary import Action, Disposition, ReprintReason, Severity
from tests.faces import portrait

from .papers_desk import PERMIT, Papered, law_with, papered, person


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk of the seeds."""
    with papered(tmp_path, press, law_with()) as made:
        yield made


def with_face(rooms: Papered, number: int = 1, face: int = 1) -> PassageDraft:
    return rooms.written(f'direction = "entry"\n{person(number)}').amend("traveler[1]", portrait=portrait(face))


def issued(rooms: Papered, draft: PassageDraft) -> tuple[str, bytes]:
    done = rooms.desk.issue(draft, rooms.look(draft))
    assert rooms.desk.deliver(done) == ()
    (card,) = done.cards
    assert card.permit is not None, list(done.seen.findings())
    return card.permit.number, next(paper.pdf for paper in done.papers if paper.kind is PERMIT)


def pictures(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = (thing for page in opened.pages for thing in page.get_images().values())
        return sorted({bytes(image.read_raw_bytes()) for image in found})


def recorded(rooms: Papered) -> list[dict[str, Any]]:
    with rooms.store._connection.reads() as db:
        rows = db.execute(
            "SELECT bodies.body FROM entries JOIN bodies USING (seq) WHERE kind LIKE '%.recorded' ORDER BY seq"
        )
        return [json.loads(body) for (body,) in rows]


def test_the_permit_bears_the_portrait_of_the_card_and_so_does_every_copy(rooms: Papered) -> None:
    number, pdf = issued(rooms, with_face(rooms))
    assert pictures(pdf) == [portrait(1)]
    (row,) = (row for row in rooms.papers.papers(number) if row.kind is PERMIT)
    assert rooms.desk.redraw(row).pdf == pdf
    assert pictures(rooms.papers.again(number, PERMIT, ReprintReason.LOST).pdf) == [portrait(1)]
    assert rooms.sound()


def test_a_card_without_a_portrait_is_issued_all_the_same(rooms: Papered) -> None:
    _, pdf = issued(rooms, with_face(rooms).amend("traveler[1]", portrait=b""))
    assert pictures(pdf) == []


def test_the_proof_bears_the_portrait_too(rooms: Papered) -> None:
    draft = with_face(rooms)
    proofs = [paper for _, paper in rooms.desk.proofs(draft, rooms.look(draft), rooms.desk.facts(draft))]
    permits = [paper.permit for paper in proofs if paper.kind is PERMIT]
    assert [permit.traveler.portrait for permit in permits if permit] == [portrait(1)]


def test_another_portrait_is_another_digest(rooms: Papered) -> None:
    one, other = (issued(rooms, with_face(rooms, number, face)) for number, face in ((1, 1), (2, 2)))
    assert one[1] != other[1]
    kept = [traveler_from_json(body["traveler"]).portrait for body in recorded(rooms)]
    assert kept == [portrait(1), portrait(2)]


def test_a_correction_keeps_the_face(rooms: Papered) -> None:
    number, _ = issued(rooms, with_face(rooms))
    corrected = rooms.papers.correct(number, {"given_names": "Anica"}, "misread")
    new = next(row for row in rooms.papers.papers(corrected.correction.number) if row.kind is PERMIT)
    assert pictures(rooms.desk.redraw(new).pdf) == [portrait(1)]


def test_no_face_is_kept_of_whoever_is_refused(rooms: Papered) -> None:
    draft = with_face(rooms)
    turned = CardDecision(action=Action.REFUSE, reason="declined-to-surrender")
    refused = draft.amend("traveler[1]", decision=turned)
    done = rooms.desk.issue(refused, rooms.look(refused))
    assert done.papers and not done.changed
    (body,) = recorded(rooms)
    assert body["traveler"]["surname"] == "Testović" and "portrait" not in body["traveler"]


def test_a_child_whose_extract_is_shown_may_have_one(rooms: Papered) -> None:
    extract = {"document_type": "birth-extract", "birth_date": "2010-06-02"}
    draft = with_face(rooms).amend("traveler[1]", **extract)
    seen = rooms.look(draft)
    warned = {f.code: "seen" for f in seen.findings() if f.severity is Severity.WARN}
    _, pdf = issued(rooms, draft.amend("traveler[1]", reasons=warned))
    assert recorded(rooms)[0]["disposition"] == Disposition.SHOWN
    assert pictures(pdf) == [portrait(1)]


def test_a_draft_keeps_its_portrait_on_disk(rooms: Papered) -> None:
    draft = with_face(rooms)
    rooms.desk.save(draft)
    assert rooms.store.load_draft(draft.id) == draft != replace(draft, travelers=())
