"""Any scan on any page goes to its procedure; what the desk is in the middle of is finished first; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from kbdesk.devices import codes
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.scan import Scan, Source
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.icao import mrz
from kbdesk.ui.custody.page import CustodyPage
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Label, Stage
from kbdesk.ui.scanning import MOST_HELD
from kbdesk.ui.search.page import SearchPage
from kbdesk.ui.verify.page import VerifyPage
from kbdesk.ui.verify.sitting import Stage as Checking
from tests.ui.arrive.people import passengers
from tests.ui.samples import busy, come_in, sample
from tests.ui.scan_desk import Desk

ZONE = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"
OTHER = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
PAGES = tuple(place for place in Place if place is not Place.DEVICES)
"""All but the one on which a scan is a trial."""


@pytest.fixture
def desk(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Desk:
    window = signed_in()
    issued = come_in(window, sample("01"), qtbot)
    permit = next(paper for paper in issued.papers if paper.kind is PaperKind.PERMIT)
    label = next(paper for paper in issued.papers if paper.kind is PaperKind.ENVELOPE_LABEL)
    seal = next(code.data for code in codes.read(permit.pdf) if code.data[:1] == b"\xdc")
    held = next(code.data for code in codes.read(label.pdf))
    zone = mrz.write_td2(
        document_code="AC",
        issuing_state="RKS",
        surname="X",
        given_names="Y",
        document_number=permit.number,
        nationality="SRB",
        birth_date="1985-06-15",
        sex="F",
        expiry_date=date(2022, 11, 10),
    )
    kinds = (PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_FRONT)
    certificate, plate = (next(paper.pdf for paper in issued.papers if paper.kind is kind) for kind in kinds)
    read = {"number": permit.number, "permit": permit.pdf, "zone": zone, "seal": seal, "envelope": held.decode()}
    return Desk(window=window, qtbot=qtbot, of_vehicle=(certificate, plate), **read)


def returned(desk: Desk) -> str:
    """Return the number of the paper that the Return page shows."""
    page = desk.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    desk.qtbot.waitUntil(lambda: page.sitting.stage in (Stage.SEEN, Stage.REFUSED))
    return page.sitting.view.number if page.sitting.view is not None else ""


@pytest.mark.parametrize(
    ("what", "road", "stays"),
    [
        ("number", Place.RETURN, (Place.SEARCH,)),
        ("zone", Place.RETURN, (Place.VERIFY,)),
        ("seal", Place.RETURN, (Place.VERIFY,)),
        ("envelope", Place.CUSTODY, (Place.RETURN,)),
    ],
)
def test_what_our_papers_say_goes_to_its_procedure_from_every_page(
    desk: Desk, what: str, road: Place, stays: tuple[Place, ...]
) -> None:
    for begin in PAGES:
        desk.go(begin)
        desk.settle()
        desk.scan(getattr(desk, what))
        wanted = begin if begin in stays else road
        desk.qtbot.waitUntil(lambda wanted=wanted: desk.place is wanted)
        assert desk.told
        if wanted is Place.RETURN:
            assert returned(desk)
        if wanted is Place.VERIFY and what == "seal":
            page = desk.page(Place.VERIFY)
            assert isinstance(page, VerifyPage)
            desk.qtbot.waitUntil(lambda page=page: page.sitting.stage is Checking.CHECKED)
        if wanted is Place.CUSTODY:
            page = desk.page(Place.CUSTODY)
            assert isinstance(page, CustodyPage)
            desk.qtbot.waitUntil(
                lambda page=page: [row.number for row in page.table.rows] == [desk.envelope.removeprefix("E")]
            )
        desk.settle()


def test_the_seal_of_a_certificate_or_plate_opens_the_return_of_its_registration(desk: Desk) -> None:
    page = desk.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    for pdf in desk.of_vehicle:
        desk.go(Place.ARRIVE)
        page.sitting.drop()
        desk.scan(next(code.data for code in codes.read(pdf) if code.data[:1] == b"\xdc"))
        desk.qtbot.waitUntil(lambda: desk.place is Place.RETURN)
        assert returned(desk)
        assert page.sitting.view is not None
        assert page.sitting.view.kind is Returnable.REGISTRATION
    desk.scan(desk.seal)
    desk.qtbot.waitUntil(lambda: page.sitting.view is not None and page.sitting.view.kind is Returnable.PERMIT)


def test_a_document_opens_a_card_from_every_page_and_every_card_stays(desk: Desk) -> None:
    assert desk.window.view is not None
    sitting = desk.window.view.arrive.sitting
    for begin in PAGES:
        desk.go(begin)
        desk.settle()
        desk.scan(OTHER)
        desk.qtbot.waitUntil(lambda: desk.place is Place.ARRIVE)
        assert [card.surname for card in sitting.draft.travelers] == ["ERIKSSON"]
        assert sitting.undo()
        assert not sitting.draft.cards()
        sitting.discard()


def test_a_plate_opens_the_vehicle_and_a_number_is_searched(desk: Desk) -> None:
    assert desk.window.view is not None
    sitting = desk.window.view.arrive.sitting
    desk.go(Place.SHIFT)
    desk.scan("PR 123-AB")
    assert (desk.place, sitting.draft.vehicle.plate) == (Place.ARRIVE, "PR 123-AB")
    desk.scan("KM 321-BA")
    assert sitting.draft.vehicle.plate == "PR 123-AB", "a plate that stands there is not written over"
    assert sitting.undo()
    assert sitting.draft.vehicle is None
    desk.go(Place.STOCK)
    desk.scan("009876543")
    assert desk.place is Place.SEARCH
    page = desk.page(Place.SEARCH)
    assert isinstance(page, SearchPage)
    assert page.ask.text() == "009876543"
    desk.go(Place.ARRIVE)
    sitting.choose_next_person()
    desk.scan("009876543")
    assert (desk.place, sitting.draft.travelers[0].document_number) == (Place.ARRIVE, "009876543")


def test_a_document_whose_permit_is_here_opens_its_return_where_returns_are_waited_for(desk: Desk) -> None:
    card = sample("01")
    desk.go(Place.RETURN)
    page = desk.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    page.open(desk.number)
    assert returned(desk) == desk.number
    view = page.sitting.view
    assert view is not None and view.card is not None
    zone = view.card.mrz
    assert zone and zone.split("\n")[0][:5] in card.replace("\\n", "\n")
    page.sitting.drop()
    desk.scan(zone)
    assert returned(desk) == desk.number
    assert desk.place is Place.RETURN
    desk.scan(OTHER)
    desk.qtbot.waitUntil(lambda: desk.place is Place.ARRIVE)
    assert desk.window.view is not None
    assert desk.window.view.arrive.sitting.draft.travelers[0].surname == "ERIKSSON"
    assert page.sitting.stage is Stage.EMPTY


def test_a_number_that_nothing_is_returned_by_is_searched_for(desk: Desk) -> None:
    unknown = numbers.make("J", "2", 777_777)
    desk.go(Place.SHIFT)
    desk.scan(unknown)
    desk.qtbot.waitUntil(lambda: desk.place is Place.SEARCH)
    page = desk.page(Place.SEARCH)
    assert isinstance(page, SearchPage)
    assert page.ask.text() == unknown
    desk.go(Place.RETURN)
    returning = desk.page(Place.RETURN)
    assert isinstance(returning, ReturnPage)
    returning.open(unknown)
    assert returned(desk) == ""
    assert desk.place is Place.RETURN, "what was typed there is refused there"


def test_a_seal_that_does_not_hold_is_shown_where_seals_are_judged(desk: Desk) -> None:
    forged = desk.seal[:-1] + bytes((desk.seal[-1] ^ 1,))
    desk.scan(forged)
    desk.qtbot.waitUntil(lambda: desk.place is Place.VERIFY)
    page = desk.page(Place.VERIFY)
    assert isinstance(page, VerifyPage)
    desk.qtbot.waitUntil(lambda: page.sitting.stage is Checking.CHECKED)
    assert page.sitting.seal is not None
    assert not page.sitting.seal.is_signed
    desk.go(Place.ARRIVE)
    desk.scan(desk.seal)
    desk.qtbot.waitUntil(lambda: desk.place is Place.RETURN)


def test_a_scan_waits_while_a_question_is_open_and_is_taken_when_it_is_answered(desk: Desk) -> None:
    assert desk.window.view is not None
    question = QDialog(desk.window)
    QLabel("?", question)
    question.open()
    desk.scan(desk.number)
    assert (desk.scanning.held, desk.place) == (1, Place.ARRIVE)
    assert "waits" in desk.told
    question.close()
    desk.qtbot.waitUntil(lambda: desk.place is Place.RETURN)
    assert desk.scanning.held == 0
    assert returned(desk) == desk.number


def test_a_scan_waits_until_the_seal_before_it_has_been_looked_at(desk: Desk) -> None:
    with busy(desk.window.store):
        desk.scan(desk.seal)
        desk.scan(desk.envelope)
        assert desk.scanning.held == 1
    page = desk.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    desk.qtbot.waitUntil(lambda: page.sitting.label is Label.SAME)
    assert (desk.place, returned(desk), desk.scanning.held) == (Place.RETURN, desk.number, 0)


def test_a_scan_waits_for_an_open_menu(desk: Desk, qtbot: QtBot) -> None:
    desk.window._on_settings_asked()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    desk.scan(ZONE)
    assert desk.scanning.held == 1
    menu.close()
    qtbot.waitUntil(lambda: desk.scanning.held == 0)
    assert desk.window.view is not None
    assert len(desk.window.view.arrive.sitting.draft.travelers) == 1


def test_a_document_scanned_while_papers_are_issued_begins_the_next_passage(desk: Desk) -> None:
    assert desk.window.view is not None
    sitting = desk.window.view.arrive.sitting
    desk.scan(passengers(1)[0])
    desk.qtbot.waitUntil(lambda: sitting.knowledge.settled and bool(sitting.snapshot.readiness.ready))
    issued = sitting.draft
    assert sitting.issue()
    desk.scan(OTHER)
    assert (desk.scanning.held, sitting.draft) == (1, issued)
    desk.qtbot.waitUntil(lambda: desk.scanning.held == 0, timeout=20_000)
    assert sitting.draft.id != issued.id
    assert [card.surname for card in sitting.draft.travelers] == ["ERIKSSON"]


def test_a_key_already_on_its_way_down_does_not_issue_a_card_that_was_just_scanned(desk: Desk) -> None:
    assert desk.window.view is not None
    arrive = desk.window.view.arrive
    first, second = passengers(2)
    desk.scan(first)
    desk.qtbot.waitUntil(lambda: not arrive.ui.issue.settling and arrive.sitting.knowledge.settled)
    assert not arrive.ui.issue.off
    desk.scan(second)
    assert arrive.ui.issue.settling
    desk.qtbot.waitUntil(lambda: not arrive.ui.issue.settling)


def test_what_can_no_longer_be_held_is_told(desk: Desk) -> None:
    question = QDialog(desk.window)
    question.open()
    for _ in range(MOST_HELD):
        desk.scan(ZONE)
    assert "waits" in desk.told
    desk.scan(OTHER)
    assert "not taken" in desk.told
    question.close()
    desk.qtbot.waitUntil(lambda: desk.scanning.held == 0)
    assert desk.window.view is not None
    assert [card.surname for card in desk.window.view.arrive.sitting.draft.travelers] == ["STOJILJKOVIC"]


def test_the_same_document_twice_is_one_card_and_said_to_be_the_same(desk: Desk) -> None:
    assert desk.window.view is not None
    arrive = desk.window.view.arrive
    desk.scan(ZONE)
    first = arrive.ui.toast.accessibleName()
    desk.settle()
    desk.scan(ZONE)
    assert len(arrive.sitting.draft.travelers) == 1
    assert "same document" in arrive.ui.toast.accessibleName()
    assert "same document" not in first


def test_a_draft_half_filled_is_saved_before_a_scan_leads_away(desk: Desk) -> None:
    assert desk.window.view is not None
    arrive = desk.window.view.arrive
    arrive.sitting.amend("traveler[1]", "surname", "ERIK")
    desk.scan(desk.number)
    desk.qtbot.waitUntil(lambda: desk.place is Place.RETURN)
    desk.settle()
    session = desk.window.session
    assert session is not None
    saved: list[object] = []
    desk.window.store.run(lambda: session.load_draft(arrive.draft_id), saved.append)
    desk.qtbot.waitUntil(lambda: bool(saved))
    assert saved[0].travelers[0].surname == "ERIK"
    desk.go(Place.ARRIVE)
    assert arrive.sitting.draft.travelers[0].surname == "ERIK"


def test_what_is_unknown_says_what_it_looks_like_and_changes_nothing(desk: Desk, english: Catalog) -> None:
    assert desk.window.view is not None
    before = desk.window.view.arrive.sitting.draft
    for said, looks in {
        "3017620422003": "product",
        "https://example.org/": "address",
        ZONE[:40]: "half-zone",
        f"{ZONE}\n{OTHER}": "two-zones",
        b"\xff\xfe\x00garbage": "binary",
        "471108": "second-code",
        "the quick brown fox": "text",
        "": "empty",
    }.items():
        desk.scan(said)
        assert desk.told.startswith(english.text(f"scan.looks.{looks}"))
        assert (desk.place, desk.window.view.arrive.sitting.draft) == (Place.ARRIVE, before)
        assert "471108" not in desk.told


def test_a_scan_lands_in_no_field_and_presses_nothing(desk: Desk) -> None:
    desk.go(Place.SEARCH)
    page = desk.page(Place.SEARCH)
    assert isinstance(page, SearchPage)
    page.ask.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.scan(f"{ZONE}\r\n")
    assert page.ask.text() == ""
    assert desk.place is Place.ARRIVE


def test_while_a_count_is_on_slots_and_labels_are_counted(desk: Desk) -> None:
    desk.go(Place.CUSTODY)
    page = desk.page(Place.CUSTODY)
    assert isinstance(page, CustodyPage)
    page.counting.begin()
    for data in ("A-12", desk.envelope, "KM 123-AB"):
        desk.scan(data)
    assert page.counting.scanned == {"A-12": [desk.envelope.removeprefix("E")], "KM 123-AB": []}
    page.counting.stop()
    desk.scan("A-12")
    assert "plain text" in desk.told


def test_nobody_signed_in_a_scan_goes_nowhere(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.scanned(Scan(data=ZONE, source=Source.WEDGE))
    assert window.view is None
    assert window.sign_in.form.password.text() == ""


def test_a_picture_of_a_permit_opens_its_return(desk: Desk) -> None:
    desk.scanning.look_through(desk.permit)
    desk.qtbot.waitUntil(lambda: desk.place is Place.RETURN)
    assert returned(desk) == desk.number
    page = desk.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    assert any("seal" in finding.code for finding in page.sitting.view.findings)
    page.sitting.issue_anew(wanted=True)
    desk.qtbot.waitUntil(lambda: page.sitting.anew is not None)
    assert page.sitting.view.shown is not None, "it is still the paper whose seal was shown"


def test_the_strip_never_takes_the_focus_and_goes_by_itself(desk: Desk) -> None:
    focused = QApplication.focusWidget()
    desk.scan("https://example.org/")
    assert QApplication.focusWidget() is focused
    desk.scanning.strip.tell(lambda _catalog: ("known", ""))
    desk.qtbot.waitUntil(desk.scanning.strip.isHidden)
