"""Papers at a real printer, as the window follows them: progress, faults with their way on, and what nobody knows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kbdesk.app import drill_passwords, main
from kbdesk.desk.printing import NOT_HANDED
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.printers import Role
from kbdesk.domain.scan import Recognised, Scan, Source, what_is
from kbdesk.domain.vocabulary import Language, PaperKind, PrintState
from kbdesk.store.settings import read, write
from kbdesk.ui.banner import Banner
from kbdesk.ui.desk_printing import PrinterState
from kbdesk.ui.desk_view import DeskView
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.printing import _stands
from kbdesk.ui.rail import Place
from kbdesk.ui.search.page import SearchPage
from kbdesk.ui.search.printing_again import PrintingAgain
from tests.printing_room import PrinterRoom, beside, leave_sent, printing_room, until
from tests.ui.samples import busy

SAMPLE = "04-mother-and-child-on-foot.toml"
PATIENCE = 60_000
pytestmark = pytest.mark.xdist_group("printer")


@pytest.fixture(scope="module", name="printer_on")
def _printer_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrinterRoom]:
    with printing_room(tmp_path_factory.mktemp("printer")) as room:
        yield room


@pytest.fixture(scope="module", name="doubted")
def _doubted(
    tmp_path_factory: pytest.TempPathFactory, drill_template: Path, resources: Path, printer_on: PrinterRoom
) -> Path:
    """A desk that sent a passage's papers to a printer which said that it was done, and miscounted."""
    data = Path(shutil.copytree(drill_template, tmp_path_factory.mktemp("doubted") / "desk"))
    write(data, replace(read(data), printer_paper=printer_on.address.text))
    printer_on.switch_on()
    printer_on.does("half")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KBDESK_PASSWORD", drill_passwords.passwords(data)["officer"])
        main(["passage", str(resources / "samples" / "passages" / SAMPLE), "--data", str(data), "--officer", "officer"])
    return data


@pytest.fixture
def data(doubted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(doubted, tmp_path / "desk"))


@pytest.fixture
def printer(printer_on: PrinterRoom) -> PrinterRoom:
    printer_on.switch_on()
    return printer_on


@pytest.fixture
def second(printer: PrinterRoom, tmp_path: Path) -> Iterator[PrinterRoom]:
    """A second printer, switched on."""
    room = beside(printer, tmp_path)
    room.switch_on()
    yield room
    room.switch_off()


@pytest.fixture
def view(printer: PrinterRoom, signed_in: Callable[..., MainWindow], qtbot: QtBot) -> DeskView:
    """The desk, where the printer was asked and knows nothing of what it once took."""
    view = signed_in().view
    assert view is not None
    qtbot.waitUntil(lambda: bool(view.unprinted.papers) and not view.printing.busy, timeout=PATIENCE)
    return view


def states(view: DeskView) -> set[PrintState]:
    return {paper.state for paper in view.unprinted.papers}


def reserved(view: DeskView) -> int:
    """Return how many papers wait to be printed."""
    return sum(paper.state is PrintState.RESERVED for paper in view.unprinted.papers)


def rests(view: DeskView) -> bool:
    """Tell whether nothing is on its way, by the printer itself."""
    return not view._session.print_progress().busy


def heard(banner: Banner, words: str) -> bool:
    """Close what the banner says first, as an officer would who read it; tell whether it says these words now."""
    if words not in banner.sentence and not banner.isHidden():
        banner._close.click()
    return words in banner.sentence


def header(view: DeskView) -> str:
    return next(fact.value for fact in view.form.header._facts if fact.name == "Printer")


def ask_and_see_nothing_until_answered(view: DeskView) -> None:
    """Have printed what waits, in a window that is busy until the printer has answered for all of it."""
    before = view._session.print_progress().answered
    view.unprinted._ask(view.unprinted.papers)
    until(lambda: view._session.print_progress().answered > before and rests(view), "all are answered for")


def choose_all(view: DeskView) -> None:
    view.unprinted.table.selectAll()


@pytest.mark.parametrize(("role", "words"), [(Role.PAPER, "does not answer"), (Role.LABEL, "labels: does not answer")])
def test_the_header_names_what_a_printer_is_for_that_is_not_the_papers(
    english: Catalog, role: Role, words: str
) -> None:
    assert _stands(PrinterState(name="", ready=False, fault="printer.offline", role=role), english) == words


def test_what_nobody_knows_of_is_not_printed_before_somebody_has_looked(view: DeskView, english: Catalog) -> None:
    assert view.form.pages.currentWidget() is view.unprinted
    assert states(view) == {PrintState.UNCONFIRMED}
    choose_all(view)
    assert view.unprinted.print_all.off
    assert not view.unprinted.print_chosen.isEnabled()
    assert all(button.isVisible() and button.isEnabled() for button in view.unprinted.sayings.values())
    assert english.text("unprinted.look") == view.unprinted._hint.text()


def test_what_was_never_handed_over_is_told_from_what_nobody_knows_of(view: DeskView, english: Catalog) -> None:
    first, *others = view.unprinted.papers
    view.unprinted.show_papers([replace(first, reason=NOT_HANDED), *others])
    model = view.unprinted.table.model()
    shown = [model.index(row, model.columnCount() - 1).data() for row in range(model.rowCount())]
    assert shown == ["not handed over", *["not known"] * len(others)]
    assert view.unprinted._hint.text() == english.text(f"fault.{NOT_HANDED}")
    choose_all(view)
    assert view.unprinted._hint.text() == english.text("unprinted.look")


def test_the_seal_of_the_sheet_that_lies_there_is_scanned_and_it_is_printed(view: DeskView, qtbot: QtBot) -> None:
    papers = view.unprinted.papers
    sealed = next(paper for paper in papers if paper.seal)
    view.scanning.take(Scan(data=sealed.seal, source=Source.SERIAL))
    qtbot.waitUntil(lambda: len(view.unprinted.papers) == len(papers) - 1, timeout=PATIENCE)
    assert sealed.sha256 not in {paper.sha256 for paper in view.unprinted.papers}
    assert view.place is Place.UNPRINTED
    other = bytes([*sealed.seal[:-1], sealed.seal[-1] ^ 1])
    assert not view.unprinted.scanned(view_of(other, view)), "the control: another seal is no paper of the list"


def test_a_number_and_the_seal_of_a_copy_settle_nothing_and_choose_what_they_may_stand_on(
    view: DeskView, english: Catalog
) -> None:
    papers, said = view.unprinted.papers, list[object]()
    view.unprinted.said.disconnect()
    view.unprinted.said.connect(lambda papers, _state: said.append(papers))
    number = next(paper.number for paper in papers if paper.kind is PaperKind.PERMIT)
    assert view.unprinted.scanned(view_of(number, view))
    assert {paper.sha256 for paper in view.unprinted.chosen()} == {p.sha256 for p in papers if p.number == number}
    assert view.unprinted._hint.text() == english.text("unprinted.which")
    assert len(view.unprinted.chosen()) > 1
    sealed = next(paper for paper in papers if paper.seal)
    view.unprinted.show_papers([replace(sealed, copy=1), *(paper for paper in papers if not paper.seal)])
    assert view.unprinted.scanned(view_of(sealed.seal, view))
    assert [paper.copy for paper in view.unprinted.chosen()] == [1]
    assert not said
    label = next(paper for paper in papers if paper.kind is PaperKind.ENVELOPE_LABEL and paper.number == number)
    assert view.unprinted.scanned(view_of(f"E-{number}", view))
    assert said == [(label,)], "the control: the label alone bears its number so"


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (683, 384)])
def test_no_word_below_the_list_is_cut_in_any_language(
    view: DeskView, catalogs: Catalogs, size: tuple[int, int]
) -> None:
    view.window().resize(*size)
    for language in Language:
        view.retranslate(catalogs[language])
        QApplication.processEvents()
        shown = [button for button in view.unprinted.findChildren(Button) if button.isVisible()]
        assert [b.text() for b in shown if b.width() < b.sizeHint().width()] == [], language


def view_of(seal: bytes | str, view: DeskView) -> Recognised:
    return what_is(Scan(data=seal, source=Source.SERIAL), today=view._session.clock.now().date())


def say_that_none_came_out(view: DeskView, qtbot: QtBot) -> None:
    choose_all(view)
    view.unprinted.sayings[PrintState.RESERVED].click()
    qtbot.waitUntil(lambda: states(view) == {PrintState.RESERVED}, timeout=PATIENCE)


def test_nothing_came_out_so_it_is_printed_and_counted_in_the_header(
    view: DeskView, printer: PrinterRoom, qtbot: QtBot
) -> None:
    count = len(view.unprinted.papers)
    say_that_none_came_out(view, qtbot)
    printer.does("empty")
    view.unprinted._ask(view.unprinted.papers)
    qtbot.waitUntil(lambda: "out of paper" in view.form.banner.sentence, timeout=PATIENCE)
    assert header(view) == f"printing 1 of {count}"
    printer.does("")
    printer.mend()
    qtbot.waitUntil(lambda: len(printer.tray()) == count, timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.form.pages.currentWidget() is view.arrive, timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.form.banner.sentence == "", timeout=PATIENCE)
    qtbot.waitUntil(lambda: header(view) == "ready: KB Laser", timeout=PATIENCE)


def test_an_officer_cancels_what_waits_for_paper_and_nothing_more_is_sent(
    view: DeskView, printer: PrinterRoom, qtbot: QtBot
) -> None:
    count = len(view.unprinted.papers)
    say_that_none_came_out(view, qtbot)
    printer.does("stuck")
    view.unprinted._ask(view.unprinted.papers)
    qtbot.waitUntil(lambda: view.printing.busy, timeout=PATIENCE)
    until(lambda: printer.was_asked("Print-Job"), "the first was handed over")
    view.unprinted.cancel.click()
    until(lambda: printer.was_asked("Cancel-Job"), "it is withdrawn")
    printer.mend()
    qtbot.waitUntil(lambda: not view.printing.busy, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(view.unprinted.papers) == count, timeout=PATIENCE)
    assert states(view) == {PrintState.RESERVED}
    assert "canceled" in view.form.banner.sentence
    assert not printer.tray()


def test_what_takes_long_can_be_canceled_from_any_page(view: DeskView, printer: PrinterRoom, qtbot: QtBot) -> None:
    say_that_none_came_out(view, qtbot)
    printer.does("stuck")
    view.unprinted._ask(view.unprinted.papers)
    view.go(Place.SHIFT)
    qtbot.waitUntil(lambda: "being printed" in view.form.banner.sentence, timeout=PATIENCE)
    view.form.banner._way_out.click()
    until(lambda: printer.was_asked("Cancel-Job"), "it is withdrawn")
    printer.mend()
    qtbot.waitUntil(lambda: not view.printing.busy, timeout=PATIENCE)
    assert not printer.tray()


def test_a_printer_that_is_off_is_told_and_the_papers_wait(view: DeskView, printer: PrinterRoom, qtbot: QtBot) -> None:
    say_that_none_came_out(view, qtbot)
    printer.switch_off()
    view.unprinted._ask(view.unprinted.papers)
    qtbot.waitUntil(lambda: "Switch it on" in view.form.banner.sentence, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.printing.busy and states(view) == {PrintState.RESERVED}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: header(view) == "does not answer", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.unprinted.print_all.off, timeout=PATIENCE)


def test_a_refusal_is_told_though_the_window_was_busy_from_the_order_to_the_answer(
    view: DeskView, printer: PrinterRoom, qtbot: QtBot
) -> None:
    say_that_none_came_out(view, qtbot)
    printer.switch_off()
    for _again in range(2):
        qtbot.waitUntil(lambda: rests(view) and not view.unprinted.print_all.off, timeout=PATIENCE)
        view.form.banner.clear()
        ask_and_see_nothing_until_answered(view)
        qtbot.waitUntil(lambda: "Switch it on" in view.form.banner.sentence, timeout=PATIENCE)


def test_a_refusal_is_told_though_a_test_sheet_was_printed_before_the_window_heard_of_it(
    view: DeskView, printer: PrinterRoom, qtbot: QtBot
) -> None:
    choose_all(view)
    view.unprinted.sayings[PrintState.RESERVED].click()
    qtbot.waitUntil(lambda: states(view) == {PrintState.RESERVED}, timeout=PATIENCE)
    printer.does("abort")
    view.unprinted.table.selectRow(0)
    view.form.banner.clear()
    before = view._session.print_progress().answered
    view.unprinted.print_chosen.click()
    until(lambda: view._session.print_progress().answered > before and rests(view), "it is answered for")
    printer.does("")
    tried = list[object]()
    view._store.run(lambda: view._session.try_printer(Role.PAPER), tried.append)
    qtbot.waitUntil(lambda: bool(tried) and "gave the job up" in view.form.banner.sentence, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(printer.tray()) == 1, timeout=PATIENCE)


def test_a_desk_that_was_locked_is_told_nothing_more_by_its_printer(
    view: DeskView, printer: PrinterRoom, qtbot: QtBot
) -> None:
    choose_all(view)
    view.unprinted.sayings[PrintState.RESERVED].click()
    qtbot.waitUntil(lambda: states(view) == {PrintState.RESERVED}, timeout=PATIENCE)
    printer.does("wait")
    view.unprinted._ask(view.unprinted.papers[:1])
    until(lambda: printer.was_asked("Print-Job"), "it was handed over")
    window, session = view.window(), view._session
    assert isinstance(window, MainWindow)
    with busy(window.store):
        window.lock()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not isValid(view)
        printer.mend()
        until(lambda: not session.print_progress().busy, "it lies there")


def test_a_copy_asked_for_in_the_search_is_told_to_be_with_the_printer_not_printed(
    view: DeskView, printer: PrinterRoom, english: Catalog, qtbot: QtBot
) -> None:
    printer.does("")
    choose_all(view)
    view.unprinted.sayings[PrintState.PRINTED].click()
    qtbot.waitUntil(lambda: not view.unprinted.papers, timeout=PATIENCE)
    view.go(Place.SEARCH)
    page = view.books.page(Place.SEARCH)
    assert isinstance(page, SearchPage)
    page.open("petrovic")
    qtbot.waitUntil(lambda: bool(page.case.rows), timeout=PATIENCE)
    page.groups.setCurrentIndex(1)
    page.again.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in view.window().findChildren(PrintingAgain)), timeout=PATIENCE)
    dialog = next(d for d in view.window().findChildren(PrintingAgain) if d.isVisible())
    dialog.paper.set_value(next(iter(dialog._papers.values())).sha256)
    dialog.reason.set_value("damaged")
    dialog.print.click()
    qtbot.waitUntil(page.toast.isVisible, timeout=PATIENCE)
    assert page.toast.accessibleName() == english.text("search_page.sent-again")


def test_an_officer_prints_despite_a_printer_that_is_off_and_is_told_when_its_job_is_gone(
    printer: PrinterRoom,
    data: Path,
    second: PrinterRoom,
    signed_in: Callable[..., MainWindow],
    english: Catalog,
    qtbot: QtBot,
) -> None:
    printer.switch_off()
    password = drill_passwords.passwords(data)["officer"]
    rows = leave_sent(data, "officer", password, printer.address.text, papers=2)
    write(data, replace(read(data), printer_paper_second=second.address.text))
    view = signed_in().view
    assert view is not None
    qtbot.waitUntil(lambda: rests(view) and states(view) == {PrintState.UNCONFIRMED}, timeout=PATIENCE)
    view.form.banner.clear()
    view.printing.say(tuple(rows), PrintState.RESERVED)
    qtbot.waitUntil(lambda: reserved(view) == 2, timeout=PATIENCE)
    view.unprinted._ask(view.unprinted.papers)
    banner = view.form.banner
    qtbot.waitUntil(lambda: heard(banner, "may still come out"), timeout=PATIENCE)
    assert banner._way_out.text() == english.text("printing.despite")
    assert not second.tray()
    qtbot.waitUntil(lambda: rests(view) and len(view.printing._kept_back) == reserved(view) == 2, timeout=PATIENCE)
    banner._way_out.click()
    qtbot.waitUntil(lambda: len(second.tray()) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: rests(view) and reserved(view) == 0, timeout=PATIENCE)
    banner.clear()
    second.switch_off()
    printer.switch_on()
    view._session.look_at_printer()
    qtbot.waitUntil(lambda: "was canceled" in banner.sentence, timeout=PATIENCE)
    assert english.text(f"arrive.paper.{rows[0].kind}") in banner.sentence


def test_what_the_printer_tells_a_window_that_closes_meanwhile_is_not_heard(view: DeskView, qtbot: QtBot) -> None:
    view.printing._told.emit()
    view.window().close()
    with qtbot.captureExceptions() as faults:
        QApplication.processEvents()
    assert not faults
