"""Refusals, referrals, warnings, fines and plates taken for good: recorded with their article, and told on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kbdesk.app import carried
from kbdesk.desk.issue import CardResult
from kbdesk.desk.notice import TELLABLE
from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import Press
from kbdesk.desk.record import paper
from kbdesk.desk.stock import StockDesk
from kbdesk.domain import numbers
from kbdesk.domain.findings import Finding
from kbdesk.domain.orders import ActivatedBook, Orders
from kbdesk.domain.paper import Paper, Stage
from kbdesk.domain.passage import CardDecision, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action, BlankState, Decision, Disposition, Letterhead, PaperKind, Severity, Sheet
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

from .conftest import POST, Rooms, furnished

TONGUES = '{ sq = "fjalë", sr = "reči", en = "words" }'
BOOK = f"""
id = "measures"
shelf = "seeds"
precedence = 50
directions = ["entry"]
title = {TONGUES}
legal_basis = {TONGUES}
appeal = {{ days = 15, body = {TONGUES}, text = {TONGUES} }}
"""


def article(name: str, code: str, body: str) -> str:
    """An article about vehicles with the plates of one Kosovo city."""
    when = f'when.plate_code = ["{code}"]'
    return f'[[article]]\nid = "{name}"\nsubject = "vehicle"\ntext = {TONGUES}\n{when}\n{body}\n'


WARNED = article("1", "KM", 'then.measure = "warned"\nthen.papers = ["warning-notice"]')
FINED = article(
    "2",
    "PR",
    'then.measure = "fined"\nthen.papers = ["fine-notice"]\n'
    'then.fee = [{ code = "fine", amount = "150.00" }, '
    '{ code = "costs", amount = "5.00", waived = { first = 2022-08-01 } }]',
)
DESTROYED = article(
    "3", "PE", 'then.measure = "confiscate"\nthen.disposition = "destroyed"\nthen.papers = ["plate-receipt"]'
)
HELD = article(
    "4",
    "PZ",
    'then.measure = "confiscate"\nthen.disposition = "held"\nthen.papers = ["plate-receipt", "envelope-label"]',
)
HEADED = article(
    "5",
    "UR",
    'then.measure = "provisional"\nthen.disposition = "shown"\nthen.papers = ["registration-certificate"]\n'
    'then.validity = { days = 60 }\nthen.letterhead = "full"\nthen.sheet = "blank"\n'
    'then.fee = [{ code = "plates", amount = "5.00" }, '
    '{ code = "customs", amount = "57.00", waived = { last = 2023-03-31 } }]',
)


@pytest.fixture
def measures(tmp_path: Path, press: Press) -> Iterator[Rooms]:
    """A desk whose law warns, fines, takes plates and names a waived fee."""
    shelf = Shelf.read({"measures.toml": BOOK + WARNED + FINED + DESTROYED + HELD + HEADED})
    with furnished(tmp_path, press, law=Law(shelf, carried.reference())) as made:
        stock = StockDesk(store=made.store, clock=made.clock, officer="officer")
        run = (PaperKind.REGISTRATION_CERTIFICATE, "RC000001", "RC000009")
        stock.receive(*run, source="delivery note 7")
        stock.move(*run, to=BlankState.IN_DRAWER)
        yield made


def car(rooms: Rooms, plate: str) -> PassageDraft:
    vehicle = VehicleDraft(
        plate=plate, vin="WVWZZZ1JZXW000001", make="VOLKSWAGEN", model="GOLF", category="M1",
        first_registered="1999-05-17", registration_valid_until="2023-02-28", holder_surname="Probić",
        holder_given_names="Proba", slot="B 03",
    )  # fmt: skip
    return replace(rooms.desk.begin(), vehicle=vehicle)


def alone(rooms: Rooms) -> PassageDraft:
    """A traveler with a valid card, and nobody else."""
    draft = rooms.sample("04")
    return replace(draft, travelers=draft.travelers[:1])


def issue(rooms: Rooms, draft: PassageDraft) -> Issued:
    seen = rooms.look(draft)
    issued = rooms.desk.issue(draft, seen)
    assert not issued.changed
    assert rooms.store.check().whole and rooms.store.rebuild_compare() == ()
    return issued


def the_card(issued: Issued) -> CardResult:
    (card,) = issued.cards
    assert card.decision is Decision.GRANTED, issued.seen.findings()
    return card


def entries(rooms: Rooms, draft: PassageDraft) -> list[tuple[str, dict[str, Any]]]:
    """The kinds and bodies of a passage's entries that stand behind its papers."""
    return [(str(row.kind), dict(row.body)) for row in rooms.store.papers(draft.id)]


def body(rooms: Rooms, draft: PassageDraft) -> dict[str, Any]:
    return entries(rooms, draft)[0][1]


def words(drawn: Paper, rooms: Rooms) -> str:
    """The text of a paper as a reader would copy it."""
    document = pypdfium2.PdfDocument(rooms.press.draw(drawn).pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def refused(draft: PassageDraft, path: str, action: Action, reason: str, article: str = "") -> PassageDraft:
    return draft.amend(path, decision=CardDecision(action=str(action), reason=reason, article=article))


def the_paper(rooms: Rooms, draft: PassageDraft) -> Paper:
    (row,) = rooms.store.papers(draft.id)
    return paper(row.kind, row.body, digest=row.digest, at=row.at, officer=row.officer)


def test_a_refusal_has_a_number_an_article_and_a_last_day_of_appeal(rooms: Rooms) -> None:
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "declined-to-surrender")
    issued = issue(rooms, draft)
    (notice,) = [c.notice for c in issued.cards if c.notice]
    assert numbers.check(notice.number)
    assert notice.appeal_until == rooms.clock.at.date() + timedelta(days=30)
    drawn = the_paper(rooms, draft)
    assert drawn.kind is PaperKind.REFUSAL_NOTICE
    assert (drawn.basis.book, drawn.basis.article) == ("documents-2022", "1")
    assert drawn.notice is not None and drawn.notice.reason == "declined-to-surrender"
    assert body(rooms, draft)["article"] == "documents-2022:1"


def test_every_kind_of_notice_counts_its_own_numbers(rooms: Rooms) -> None:
    serials = []
    for action in (Action.REFUSE, Action.REFER, Action.REFUSE):
        draft = refused(alone(rooms), "traveler[1]", action, "declined-to-surrender")
        serials.append((action, the_paper_number(issue(rooms, draft))))
    assert serials == [(Action.REFUSE, 1), (Action.REFER, 1), (Action.REFUSE, 2)]


def the_paper_number(issued: Issued) -> int:
    (printed,) = issued.papers
    return numbers.serial(printed.number)


def test_the_officer_may_name_another_article_that_stands(rooms: Rooms) -> None:
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "document-not-accepted", "documents-2022:3")
    issue(rooms, draft)
    assert the_paper(rooms, draft).basis.article == "3"


def test_the_proof_cites_an_article_that_officers_put_on_the_shelf(rooms: Rooms) -> None:
    text = BOOK.replace("precedence = 50", "precedence = 51") + WARNED
    book = ActivatedBook(
        id="measures", file="measures.toml", text=text, sha256="0" * 64, activated_at=rooms.clock.at,
        officer="officer", second="supervisor",
    )  # fmt: skip
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "crossing-closed", "measures:1")
    facts = replace(rooms.desk.facts(draft), orders=Orders(books=(book,)))
    cited = {
        proof.basis.book
        for known in (facts, None)
        for _, proof in rooms.desk.proofs(draft, rooms.desk.examine(draft, facts), known)
    }
    assert cited == {"measures", "documents-2022"}


def test_a_refused_card_puts_nothing_into_custody_and_charges_nothing(rooms: Rooms) -> None:
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "declined-to-surrender")
    issued = issue(rooms, draft)
    assert [c.fees for c in issued.cards] == [()]
    drawn = the_paper(rooms, draft).notice
    assert drawn is not None and (drawn.envelope, drawn.disposition, drawn.fees) == ("", None, ())


def test_a_refusal_in_the_officers_own_words_prints_them(rooms: Rooms) -> None:
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "The card is torn in two.")
    issue(rooms, draft)
    drawn = the_paper(rooms, draft).notice
    assert drawn is not None and drawn.reason == "The card is torn in two."


def test_a_notice_tells_only_what_its_own_person_may_know(rooms: Rooms) -> None:
    draft = refused(rooms.sample("05"), "traveler[1]", Action.REFUSE, "document-expired")
    seen = rooms.look(draft)
    assert "document-expired" in {f.code for f in seen.findings()}
    assert "document-expired" in TELLABLE and not any("watchlist" in code or "mrz" in code for code in TELLABLE)
    issue(rooms, draft)
    drawn = the_paper(rooms, draft).notice
    assert drawn is not None and {told.code for told in drawn.told} == {"document-expired"}


def hit(rooms: Rooms, draft: PassageDraft) -> Paper:
    """The slip of a card referred for a hit, as the desk's own proof draws it."""
    found = Finding("watchlist-hit", Severity.STOP, "traveler[1].document_number", values={"reference": "L-7"})
    seen = rooms.look(draft)
    (card,) = seen.cards
    hit_seen = replace(seen, cards=(replace(card, findings=(found,)),))
    ((_, proof),) = rooms.desk.proofs(draft, hit_seen)
    return proof


def test_the_slip_for_a_hit_is_the_slip_for_anything_else(rooms: Rooms) -> None:
    for_hit = refused(alone(rooms), "traveler[1]", Action.REFER, "a line of the list")
    expired = alone(rooms).amend("traveler[1]", document_expires_on="2022-07-29", mrz="")
    other = refused(expired, "traveler[1]", Action.REFER, "document-expired")
    ((_, slip),) = rooms.desk.proofs(other, rooms.look(other))
    assert [f.code for f in rooms.look(other).findings() if f.severity is Severity.STOP] == ["document-expired"]
    hit_slip = hit(rooms, for_hit)
    assert slip.notice is not None and hit_slip.notice is not None
    assert slip.notice.traveler != hit_slip.notice.traveler
    same_person = replace(slip, notice=replace(slip.notice, traveler=hit_slip.notice.traveler))
    assert rooms.press.draw(hit_slip).pdf == rooms.press.draw(same_person).pdf
    assert rooms.press.draw(hit_slip).pdf != rooms.press.draw(slip).pdf
    assert (hit_slip.notice.reason, hit_slip.notice.told) == ("", ())


def test_the_record_of_a_referral_keeps_what_its_slip_does_not_tell(rooms: Rooms) -> None:
    draft = rooms.sample("05")
    issue(rooms, draft)
    recorded = body(rooms, draft)
    assert "document-expired" in recorded["findings"]
    assert recorded["reason"] == "document-expired"
    drawn = the_paper(rooms, draft).notice
    assert drawn is not None and (drawn.reason, drawn.told) == ("", ())


@pytest.mark.parametrize(
    ("plate", "kinds"),
    [
        ("KM 123-AB", [PaperKind.WARNING_NOTICE]),
        ("PR 123-AB", [PaperKind.FINE_NOTICE]),
        ("PE 123-AB", [PaperKind.PLATE_RECEIPT]),
        ("PZ 123-AB", [PaperKind.PLATE_RECEIPT, PaperKind.ENVELOPE_LABEL]),
    ],
)
def test_a_measure_is_proved_recorded_drawn_and_drawn_again(
    measures: Rooms, plate: str, kinds: list[PaperKind]
) -> None:
    draft = car(measures, plate)
    proofs = measures.desk.proofs(draft, measures.look(draft))
    assert [proof.kind for _, proof in proofs] == kinds
    assert {proof.stage for _, proof in proofs} == {Stage.PROOF}
    issued = issue(measures, draft)
    card = the_card(issued)
    assert card.notice is not None and card.notice.appeal_until == date(2022, 8, 25)
    assert [printed.kind for printed in issued.papers] == kinds
    rows = measures.desk.unprinted()
    assert [row.kind for row in rows] == kinds
    assert [measures.desk.redraw(row).pdf for row in rows] == [printed.pdf for printed in issued.papers]
    assert measures.desk.deliver(issued) == ()
    assert measures.desk.unprinted() == ()


def test_a_fine_is_charged_and_what_is_waived_is_not(measures: Rooms) -> None:
    draft = car(measures, "PR 123-AB")
    card = the_card(issue(measures, draft))
    assert [(fee.code, str(fee.amount)) for fee in card.fees] == [("fine", "150.00")]
    assert [(fee["code"], fee["waived"]) for fee in body(measures, draft)["fees"]] == [("fine", False), ("costs", True)]
    shown = words(the_paper(measures, draft), measures)
    assert "150.00 EUR" in shown and "155.00" not in shown
    assert "5.00 EUR falur" in shown


def test_plates_to_be_destroyed_have_no_envelope_and_plates_held_have_one(measures: Rooms) -> None:
    destroyed, held = (the_card(issue(measures, car(measures, plate))) for plate in ("PE 123-AB", "PZ 123-AB"))
    assert destroyed.notice is not None and held.notice is not None
    assert (destroyed.notice.envelope, destroyed.notice.disposition) == ("", Disposition.DESTROYED)
    assert numbers.check(held.notice.envelope) and held.notice.disposition is Disposition.HELD


def test_a_waived_fee_is_named_on_the_certificate_and_not_charged(measures: Rooms) -> None:
    draft = car(measures, "UR 123-AB")
    card = the_card(issue(measures, draft))
    assert [fee.code for fee in card.fees] == ["plates"]
    drawn = the_paper(measures, draft)
    assert drawn.registration is not None
    assert [(fee.code, fee.waived) for fee in drawn.registration.fees] == [("plates", False), ("customs", True)]
    measures.clock.at = measures.clock.at.replace(year=2023, month=4, day=1)
    later = the_card(issue(measures, car(measures, "UR 124-AB")))
    assert [fee.code for fee in later.fees] == ["plates", "customs"]


def test_letterhead_and_sheet_are_recorded_and_reach_the_paper(measures: Rooms) -> None:
    draft = car(measures, "UR 123-AB")
    issue(measures, draft)
    assert body(measures, draft)["sheet"] == Sheet.BLANK
    drawn = the_paper(measures, draft)
    assert drawn.letterhead is Letterhead.FULL
    neutral = replace(drawn, letterhead=Letterhead.NEUTRAL)
    assert measures.press.draw(drawn).pdf != measures.press.draw(neutral).pdf


def test_a_body_of_the_first_version_is_drawn_again_byte_for_byte(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    issue(rooms, draft)
    for row in rooms.desk.unprinted():
        old = json.loads(json.dumps(row.body))
        for key in ("sheet", "letterhead"):
            del old[key]
        del old["basis"]["appeal_body"], old["post"]["issuer"]
        for fee in old.get("fees", ()):
            del fee["waived"]
        assert rooms.desk.redraw(replace(row, body=old)).sha256 == row.sha256


def test_a_refusal_is_proved_once_it_has_a_reason(rooms: Rooms) -> None:
    draft = refused(alone(rooms), "traveler[1]", Action.REFUSE, "")
    assert rooms.desk.proofs(draft, rooms.look(draft)) == ()
    draft = refused(draft, "traveler[1]", Action.REFUSE, "crossing-closed")
    ((path, proof),) = rooms.desk.proofs(draft, rooms.look(draft))
    issued = issue(rooms, draft)
    assert (path, proof.kind) == ("traveler[1]", issued.papers[0].kind)


def test_what_no_article_speaks_of_is_refused_on_paper_that_says_so(rooms: Rooms) -> None:
    card = TravelerDraft(surname="Probić", document_number="1", document_issuing_state="AUT", document_type="passport")
    draft = refused(replace(rooms.desk.begin(), travelers=(card,)), "traveler[1]", Action.REFUSE, "crossing-closed")
    seen = rooms.look(draft)
    lawless = replace(seen.cards[0], outcome=replace(seen.cards[0].outcome, basis=None), findings=())
    ((_, proof),) = rooms.desk.proofs(draft, replace(seen, cards=(lawless,)))
    assert proof.basis.title == {} and rooms.press.draw(proof).pdf


@pytest.mark.parametrize(
    ("drill", "issuer", "state"), [(True, "SRB", "UTO"), (False, "SRB", "SRB"), (False, "RKS", "RKS")]
)
def test_a_permit_is_issued_by_the_side_of_the_desk(
    tmp_path: Path, press: Press, drill: bool, issuer: str, state: str
) -> None:
    with furnished(tmp_path, press, post=replace(POST, drill=drill, issuer=issuer)) as rooms:
        draft = alone(rooms)
        proofs = [proof for _, proof in rooms.desk.proofs(draft, rooms.look(draft)) if proof.permit]
        assert {proof.permit.mrz[2:5] for proof in proofs if proof.permit} == {state}
