"""Picture every screen, in every language and style, at 1366 x 768 and at 200 per cent, into a folder."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from hands import Hands, hush_offscreen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from sample_faces import face, portrait

from kbdesk.app import carried
from kbdesk.app.book_signer import signed_by_drill
from kbdesk.app.drill_passwords import passwords
from kbdesk.app.sign_in import sign_in
from kbdesk.app.window import DeskAtWindow
from kbdesk.cli.joiner import SignIn
from kbdesk.desk.passage_file import read
from kbdesk.domain import numbers
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.scan import Scan, Source
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.store import settings
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officers.page import OfficersPage
from kbdesk.ui.portrait.crop_dialog import CropDialog
from kbdesk.ui.program import make_application
from kbdesk.ui.rail import Place
from kbdesk.ui.retention.page import RetentionPage
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Stage as Returning
from kbdesk.ui.rules.page import Part
from kbdesk.ui.rules.proposal import SIGNATURE, Stage
from kbdesk.ui.search.page import SearchPage
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.shift.form_dialog import FormDialog
from kbdesk.ui.shift.page import ShiftPage
from kbdesk.ui.verify.page import VerifyPage
from kbdesk.ui.verify.sitting import Stage as Verifying

HOUSE = Path(__file__).resolve().parents[1]
KBDESK = Path(sys.executable).with_name("kbdesk")
BUS = 8
GIVEN = b"three cows and a calf"
BOOK = 'id = "documents-2022"'
WIDE, HIGH = 1366, 768
Asked = TypeVar("Asked", bound=QDialog)
ZONE = ("IDSRB00812345631403978910018<<", "7803141M2805140SRB<<<<<<<<<<<1", "STOJILJKOVIC<<MILAN<<<<<<<<<<<")


def main(out: Path) -> int:
    """Make a drill desk and picture it at both sizes, each in a process of its own: Qt's scale is set at its start."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for per_cent in (100, 200):
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(per_cent / 100)}
        command = [sys.executable, __file__, str(out), str(per_cent)]
        code = subprocess.run(command, env=environment, check=False).returncode
        if code:
            return code
    print(f"{len(list(out.glob('*.png')))} pictures are in {out.name}/")
    return 0


def picture(out: Path, per_cent: int) -> None:
    """Picture every screen at one size."""
    data = out / f"desk-{per_cent}"
    subprocess.run([KBDESK, "init", "--drill", "--data", data], check=True, capture_output=True)
    settings.write(data, replace(settings.read(data), idle_minutes=60))  # nobody touches it, and it must not lock
    hush_offscreen()
    desk = DeskAtWindow(data)
    make_application(desk.looks, replace(desk.preferences, scale=100))
    window = MainWindow(desk)
    window.resize(WIDE * 100 // per_cent, HIGH * 100 // per_cent)
    window.show()
    hands = Hands(window)
    each(hands, out, f"1-sign-in-{per_cent}")
    hands.sign_in("supervisor", passwords(data)["supervisor"])
    each(hands, out, f"2-empty-{per_cent}")
    for name, draft in drafts(desk).items():
        hands.page.open_draft(draft)
        hands.wait(lambda: hands.page.sitting.knowledge.settled, "the facts are known")
        hands.wait_for_sheet()
        each(hands, out, f"{name}-{per_cent}")
    shutil.rmtree(data / "tray")
    hands.page.open_draft(drafts(desk)["3-family"])
    hands.issue()
    each(hands, out, f"6-not-printed-{per_cent}")
    assert window.view is not None
    window.view.go(Place.UNPRINTED)
    each(hands, out, f"6-waiting-{per_cent}")
    window.view.go(Place.ARRIVE)
    cut(hands, out, per_cent)
    back(hands, out, per_cent)
    verify(hands, out, per_cent)
    rules(hands, out, data, per_cent)
    books(hands, out, per_cent)
    officers(hands, out, per_cent)
    devices(hands, out, per_cent)
    window.lock()
    each(hands, out, f"13-locked-{per_cent}")
    own_password(hands, out, data, per_cent)
    window.close()
    shutil.rmtree(data)


def own_password(hands: Hands, out: Path, data: Path, per_cent: int) -> None:
    """Picture where an officer chooses a password whose own was given by others, and why one was not taken."""
    doors, known = hands.window.doors, passwords(data)
    hands.window.store.settle()
    by = known["supervisor"].encode()
    with closing(sign_in(SignIn(data=data, officer="supervisor", password=bytearray(by)))) as desk:
        desk.officers.reset("officer", bytearray(GIVEN), second="supervisor2", password=bytearray(by))
    doors.show_sign_in()
    doors.sign_in.form.officers.choose("officer")
    doors.sign_in.form.password.setText(GIVEN.decode())
    doors.sign_in.form.sign_in.press()
    hands.wait(lambda: doors.own is not None, "a password of one's own is asked for")
    each(hands, out, f"18-own-password-{per_cent}")
    page = doors.own
    assert page is not None
    page.begin()
    for _ in range(2):
        hands.type("short")
        hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: page.message.text() != "", "it is said why not")
    hands.picture(out / f"18-own-password-refused-{per_cent}.png", hands.window)


def cut(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture how a portrait is cut out of a picture: in good time, of few pixels."""
    hands.page.next_person()
    for name, width in (("", 1400), ("-small", 280)):
        file = BytesIO()
        face(5, width, width).save(file, "PNG")
        hands.page.ui.traveler.picture_offered.emit(file.getvalue())
        hands.wait(lambda: isinstance(QApplication.activeModalWidget(), CropDialog), "the picture is opened")
        dialog = asked(CropDialog)
        hands.press(Qt.Key.Key_Plus)
        hands.picture(out / f"9-portrait{name}-{per_cent}.png", dialog)
        dialog.reject()


def back(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture the pages of the desk's books: a permit brought back, a search, the envelopes."""
    view = hands.window.view
    assert view is not None
    view.go(Place.RETURN)
    each(hands, out, f"10-return-empty-{per_cent}")
    returning = view.books.page(Place.RETURN)
    assert isinstance(returning, ReturnPage)
    post = hands.window.session.post if hands.window.session is not None else None
    assert post is not None
    returning.open(numbers.make(post.letter, post.desk, 2))
    hands.wait(lambda: returning.sitting.stage in (Returning.SEEN, Returning.REFUSED), "the permit is looked up")
    hands.wait(lambda: all(sheet.fresh for sheet in returning.sheets.current()), "the receipt is drawn")
    each(hands, out, f"10-return-{per_cent}")
    returning.sitting.issue_anew(wanted=True)
    hands.wait(lambda: returning.sitting.anew is not None, "the permit can be issued anew")
    hands.wait(lambda: all(sheet.fresh for sheet in returning.sheets.current()), "the new permit is drawn")
    each(hands, out, f"10-return-anew-{per_cent}")
    returning.sitting.drop()
    view.go(Place.SEARCH)
    searching = view.books.page(Place.SEARCH)
    assert isinstance(searching, SearchPage)
    searching.open("stojiljkovic")
    hands.wait(lambda: bool(searching.case.rows), "the case is read")
    each(hands, out, f"11-search-{per_cent}")
    view.go(Place.CUSTODY)
    each(hands, out, f"12-custody-{per_cent}")
    view.go(Place.ARRIVE)


def verify(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture the Verify page: empty, a genuine permit, its zone read otherwise, a forged one, a file that is none."""
    view, session = hands.window.view, hands.window.session
    assert view is not None and session is not None
    view.go(Place.VERIFY)
    page = view.books.page(Place.VERIFY)
    assert isinstance(page, VerifyPage)
    each(hands, out, f"14-verify-empty-{per_cent}")
    seals: list[bytes] = []
    hands.window.store.run(
        lambda: next(row.seal for row in session.unprinted() if row.kind is PaperKind.PERMIT), seals.append
    )
    hands.wait(lambda: bool(seals), "a seal is there")
    (seal,) = seals
    forged = seal[:-1] + bytes((seal[-1] ^ 1,))
    for name, digits in (("genuine", seal.hex()), ("forged", forged.hex()), ("refused", "no paper")):
        page.take(digits)
        hands.wait(lambda: page.sitting.stage in (Verifying.CHECKED, Verifying.REFUSED), "the seal is judged")
        hands.wait(lambda: page.sitting.seal is None or page.rosette.drawn, "the rosette is drawn")
        each(hands, out, f"14-verify-{name}-{per_cent}")
    page.take(seal.hex())
    hands.wait(lambda: page.sitting.seal is not None, "the seal is judged")
    zone = str(page.sitting.seal.fields["mrz"] if page.sitting.seal is not None else "")
    page.take(zone.replace("MILAN", "MIRAN"))
    hands.wait(lambda: bool(page.zone.odd), "the zones are compared")
    each(hands, out, f"14-verify-zone-{per_cent}")
    view.go(Place.ARRIVE)


def rules(hands: Hands, out: Path, data: Path, per_cent: int) -> None:
    """Picture the Rules page: the books, the articles of one, a suspension, a new book and what it would change."""
    hands.rules()
    each(hands, out, f"7-rules-{per_cent}")
    hands.suspend("documents-2022", "2", "MIA 118/22")
    page = hands.rules()
    page.part.setCurrentIndex(Part.BOOK)
    each(hands, out, f"8-suspended-{per_cent}")
    text = next(text for text in carried.texts("rulebooks", "seeds", suffix=".toml").values() if BOOK in text)
    file = data / "documents.toml"
    file.write_text(text.replace("months = 3", "months = 6"), encoding="utf-8")
    file.with_name(f"{file.name}{SIGNATURE}").write_bytes(signed_by_drill(data, file.read_bytes()))
    page.proposal.open_file(file)
    hands.wait(lambda: page.proposal.stage is Stage.READY, "the last days were played")
    each(hands, out, f"9-new-book-{per_cent}")
    page.proposal.drop()


def books(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture the Shift page part by part, a count that differs, and the Stock page."""
    view = hands.window.view
    assert view is not None
    view.go(Place.SHIFT)
    page = view.books.page(Place.SHIFT)
    assert isinstance(page, ShiftPage)
    hands.wait(lambda: page.view is not None, "the books are shown")
    for part in range(page.part.count()):
        page.part.setCurrentIndex(part)
        each(hands, out, f"10-shift-{part}-{per_cent}")
    for row in page.count.rows.values():
        row.set_text("7")
        row.edited.emit()
    each(hands, out, f"11-count-{per_cent}")
    page.count.clear()
    view.go(Place.STOCK)
    each(hands, out, f"12-stock-{per_cent}")
    view.go(Place.RETENTION)
    kept = view.books.page(Place.RETENTION)
    assert isinstance(kept, RetentionPage)
    hands.wait(lambda: kept.standing is not None, "what is due is known")
    each(hands, out, f"15-retention-{per_cent}")
    view.go(Place.ARRIVE)


def officers(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture the Officers page, what it asks, and the second officer asked over it."""
    view = hands.window.view
    assert view is not None
    view.go(Place.OFFICERS)
    page = view.books.page(Place.OFFICERS)
    assert isinstance(page, OfficersPage)
    hands.wait(lambda: bool(page.rows), "the officers are known")
    page.listing.choose(1)
    each(hands, out, f"17-officers-{per_cent}")
    before = hands.window.preferences
    for language in Language:
        hands.window.choose(replace(hands.window.preferences, language=language))
        for act in ("add", "role", "suspend", "password"):
            page.listing.buttons[act].click()
            question = asked(FormDialog)
            hands.picture(out / f"17-officers-{act}-{per_cent}-{language}.png", question)
            if act == "role":
                question.go_on.click()
                second = asked(SecondOfficer)
                hands.picture(out / f"17-second-officer-{per_cent}-{language}.png", second)
                second.reject()
            question.reject()
    hands.window.choose(before)


def devices(hands: Hands, out: Path, per_cent: int) -> None:
    """Picture the Devices page with a trial scan, and what is said of a scan that is nothing of the desk's."""
    view = hands.window.view
    assert view is not None
    view.go(Place.DEVICES)
    each(hands, out, f"15-devices-{per_cent}")
    hands.window.scanned(Scan(data="\n".join(ZONE), source=Source.WEDGE, notes=("layout-undone",)))
    each(hands, out, f"15-devices-trial-{per_cent}")
    view.go(Place.ARRIVE)
    for name, data in (("half", ZONE[0]), ("address", "https://example.org/")):
        for language in Language:
            hands.window.choose(replace(hands.window.preferences, language=language))
            hands.window.scanned(Scan(data=data, source=Source.SERIAL))
            hands.picture(out / f"16-scan-{name}-{per_cent}-{language}.png")


def asked(kind: type[Asked]) -> Asked:
    """Return the dialog that stands over the rest, which is of this kind."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def drafts(desk: DeskAtWindow) -> dict[str, PassageDraft]:
    """Return passages that show what the page can say: all well, much amiss, a bus."""
    file = next(f for f in carried.folder("samples", "passages").iterdir() if f.name.startswith("01-"))
    family = read(file.read_text("utf-8"), draft_id="1" * 16, clock=desk.clock)
    for number in (1, 2, 3):
        family = family.amend(f"traveler[{number}]", portrait=portrait(number + 1))
    amiss = family.amend(
        "traveler[1]", document_expires_on="2022-07-29", birth_date="1978-03-15", personal_number="1403978910019"
    )
    names = ("Ilić", "Petrović", "Gashi", "Salihi", "Nikolić", "Đurić", "Krasniqi", "Jovanović")[:BUS]
    bus = tuple(
        TravelerDraft(surname=name, given_names="Ana", sex="F", nationality="SRB", document_number=f"00{n}123456")
        for n, name in enumerate(names, 1)
    )
    return {
        "3-family": family,
        "4-amiss": replace(amiss, id="2" * 16),
        "5-bus": replace(family, id="3" * 16, travelers=(*family.travelers, *bus)),
    }


def each(hands: Hands, out: Path, name: str) -> None:
    """Picture what stands there in each language, then in each style."""
    window = hands.window
    before = window.preferences
    for language in Language:
        window.choose(replace(before, language=language))
        hands.picture(out / f"{name}-{language}.png")
    for style in (Style.DARK, Style.HIGH):
        window.choose(replace(before, style=style))
        hands.picture(out / f"{name}-{style}.png")
    window.choose(before)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", nargs="?", type=Path, default=HOUSE / "out" / "screens", help="is emptied first")
    words.add_argument("per_cent", nargs="?", type=int, help="one size alone, into a folder that is there")
    said = words.parse_args()
    if said.per_cent:
        picture(said.folder, said.per_cent)
    else:
        sys.exit(main(said.folder.resolve()))
