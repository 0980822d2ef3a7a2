"""The Rules page: what is in force, a new book from the file to two signatures, a suspension from order to lifting."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kbdesk.desk.book_lines import BookState
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.rules.page import Part, RulesPage
from kbdesk.ui.rules.proposal import Stage
from kbdesk.ui.rules.proposal_panel import Tab
from kbdesk.ui.rules.suspending import Suspending

from .conftest import open_dialog

Opens = Callable[..., RulesPage]
Writes = Callable[..., Path]
Signs = Callable[..., None]
TextOf = Callable[[str], str]


def view_of(page: RulesPage) -> Any:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    return window.view


def header_words(page: RulesPage) -> list[str]:
    return [label.text() for label in view_of(page).form.header.findChildren(QLabel) if label.isVisible()]


def six_months(text: str) -> str:
    """Return the documents book with permits of six months."""
    assert "months = 3" in text
    return text.replace("months = 3", "months = 6")


def suspend(page: RulesPage, qtbot: QtBot, *, order: str = "MIA 118/22", article: str = "1") -> None:
    """Suspend an article of the documents book."""
    page.books.choose("documents-2022 ")
    page.suspend.click()
    dialog = open_dialog(page)
    assert isinstance(dialog, Suspending)
    dialog.article.set_value(article)
    dialog.order.set_value(order)
    dialog.suspend.click()
    qtbot.waitUntil(lambda: bool(page.book.rows) and page.book.rows[0].isVisible())


# -- what is in force ------------------------------------------------------------------------------
def test_f7_shows_the_books_in_force_each_with_its_state_in_a_word(page: RulesPage, hand: Any) -> None:
    view = view_of(page)
    view.go(Place.ARRIVE)
    hand.presses(Qt.Key.Key_F7, on=view)
    assert view.form.pages.currentWidget() is page
    said = [page.books.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    assert said[1] == "Entry and exit documents, in force, since 1 Aug 2022, 00:00"


def test_a_book_tells_its_articles_in_plain_words(page: RulesPage) -> None:
    page.books.choose("documents-2022 ")
    first = page.book.articles.articles[0]
    assert first.measure == "Temporary permit"
    assert "valid 3 months" in first.does
    assert "issuing state: SRB" in first.asks
    assert first.appeal.startswith("Appeal: ")


def test_the_books_speak_the_language_of_the_window(page: RulesPage, catalogs: Catalogs) -> None:
    for language in Language:
        page.retranslate(catalogs[language])
        line = next(book for book in page._view.books if book.key == page.books.key).line
        assert page.books.model().index(0, 0).data() == catalogs[language].of(line.title)


def test_what_comes_next_stands_beside_the_books(page: RulesPage) -> None:
    assert [row.title for row in page.side.list.rows] == [
        "1 Oct 2022, 00:00",
        "ends: Serbian plates of Kosovo cities, article 3",
        "begins: Serbian plates of Kosovo cities, article 4",
    ]


def test_with_nothing_proposed_the_action_is_off_and_says_what_to_do(page: RulesPage) -> None:
    assert (page.put.off, page.put.title) == (True, "Nothing to sign")


# -- a new book ------------------------------------------------------------------------------------
def test_a_faulty_book_is_refused_with_every_fault_and_its_place(
    page: RulesPage, book_file: Writes, shelf_text: TextOf, qtbot: QtBot
) -> None:
    text = shelf_text("documents-2022").replace('"PU"', '"PUU"', 1).replace("precedence = 50", 'precedence = "high"')
    page.proposal.open_file(book_file(text))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.FAULTY)
    assert {"precedence", "article[1].then.document_code"} <= {row.title for row in page.side.list.rows}
    assert page.put.off


def test_a_new_book_is_compared_played_over_the_last_days_and_put_in_force_by_two(
    page: RulesPage, book_file: Writes, shelf_text: TextOf, second_signs: Signs, qtbot: QtBot
) -> None:
    page.proposal.open_file(book_file(six_months(shelf_text("documents-2022"))))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY)
    page.side.tabs.setCurrentIndex(Tab.DIFFERENCE)
    assert [(row.title, row.detail) for row in page.side.list.rows][:2] == [
        ("Changed: article 1", ""),
        ("validity in months", "3 → 6"),
    ]
    qtbot.waitUntil(lambda: not page.put.settling)
    page.put.press()
    second_signs(page)
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.NONE)
    qtbot.waitUntil(lambda: any(book.line.activated for book in page._view.books))
    new = next(book for book in page._view.books if book.line.activated)
    assert (new.line.state, new.line.activated.second) == (BookState.IN_FORCE, "supervisor2")


def test_a_wrong_password_puts_nothing_in_force(
    page: RulesPage, book_file: Writes, shelf_text: TextOf, second_signs: Signs, qtbot: QtBot
) -> None:
    page.proposal.open_file(book_file(six_months(shelf_text("documents-2022"))))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY and not page.put.settling)
    page.put.press()
    second_signs(page, password="not-the-password")
    dialog: Any = open_dialog(page)
    qtbot.waitUntil(lambda: dialog.message.text() != "")
    assert dialog.message.text() == "The password is not right."
    assert dialog.isVisible()
    assert page.proposal.stage is Stage.READY


def test_a_book_without_a_signature_can_be_tried_and_not_put_in_force(
    page: RulesPage, book_file: Writes, shelf_text: TextOf, qtbot: QtBot
) -> None:
    page.proposal.open_file(book_file(six_months(shelf_text("documents-2022")), signed=False))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY)
    assert page.side.list.rows == ()
    assert (page.put.off, page.put.follows) == (True, "The signature file new-book.toml.sig is not beside it")


def test_a_file_that_is_not_there_is_told_and_nothing_is_proposed(
    page: RulesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.proposal.open_file(tmp_path / "gone.toml")
    banner = view_of(page).form.banner
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert "No such file or directory" in banner.sentence
    assert page.proposal.stage is Stage.NONE


def test_letting_go_of_a_proposal_changes_nothing(
    page: RulesPage, book_file: Writes, shelf_text: TextOf, qtbot: QtBot
) -> None:
    page.proposal.open_file(book_file(six_months(shelf_text("documents-2022"))))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY)
    page.side.drop.click()
    assert (page.proposal.stage, page.put.title) == (Stage.NONE, "Nothing to sign")
    assert not any(book.line.activated for book in page._view.books)


# -- suspensions -----------------------------------------------------------------------------------
def test_a_suspension_stands_in_its_book_and_in_the_header_with_its_age_until_the_second_signs(
    page: RulesPage, second_signs: Signs, qtbot: QtBot
) -> None:
    suspend(page, qtbot)
    assert page.book.articles.articles[0].suspended == "suspended"
    assert "MIA 118/22" in page.book.rows[0].accessibleName()
    assert "1 Aug 2022" not in header_words(page)
    qtbot.waitUntil(lambda: any("1 suspended, unsigned 0" in words for words in header_words(page)))
    page.book.rows[0].sign.click()
    second_signs(page, "officer")
    qtbot.waitUntil(lambda: not page.book.rows[0].sign.isVisible())
    assert "signed by supervisor and officer" in page.book.rows[0].accessibleName()
    qtbot.waitUntil(lambda: any(words.endswith("· 1 suspended") for words in header_words(page)))


def test_a_suspension_is_lifted_by_two_after_the_last_days_were_played(
    page: RulesPage, second_signs: Signs, qtbot: QtBot
) -> None:
    suspend(page, qtbot)
    page.book.rows[0].lift.click()
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY and not page.put.settling)
    assert page.put.title == "Lift the suspension"
    page.put.press()
    second_signs(page)
    qtbot.waitUntil(page.book.rows[0].isHidden)
    assert page.book.articles.articles[0].suspended == ""


def test_without_an_order_nothing_is_suspended(page: RulesPage) -> None:
    page.suspend.click()
    dialog = open_dialog(page)
    assert isinstance(dialog, Suspending)
    dialog.suspend.click()
    assert dialog.message.text() == "A suspension needs the reference of the order it follows."
    assert dialog.isVisible()


def test_an_end_that_is_no_instant_is_told_at_its_field(page: RulesPage) -> None:
    page.suspend.click()
    dialog = open_dialog(page)
    assert isinstance(dialog, Suspending)
    dialog.order.set_value("MIA 118/22")
    dialog.until.set_value("310222")
    dialog.suspend.click()
    assert dialog.message.text().startswith("That is no date or time.")


def test_an_officer_who_is_no_supervisor_cannot_suspend_and_is_told_why(open_rules: Opens) -> None:
    page = open_rules("officer")
    assert not page.suspend.isEnabled()
    assert page.suspend.toolTip() == "Only a supervisor may suspend a rule."


# -- room ------------------------------------------------------------------------------------------
def test_in_a_small_window_the_page_is_one_part_at_a_time(open_rules: Opens, hand: Any) -> None:
    page = open_rules(size=(683, 384))
    assert page.window().size().toTuple() == (683, 384)
    assert page.books.isVisible()
    hand.presses(Qt.Key.Key_Return, on=page.books)
    assert page.part.currentIndex() == Part.BOOK
    assert page.book.isVisible()
    assert not page.books.isVisible()
    hand.presses(Qt.Key.Key_Escape, on=page.book.articles)
    assert page.books.isVisible()
