"""A scanner that is a keyboard, on a real X server, in the running program: under every layout the card is exact."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kbdesk.domain.commissioning import PROBE
from kbdesk.domain.passage import TravelerDraft
from kbdesk.store.settings import read
from kbdesk.ui.arrive.why import KEY
from tests.domain.bursts import RECORDED
from tests.icao.zones import td1

from .conftest import Program
from .screen import Window, wait
from .test_lock import drafts
from .wired import LEFT_CTRL, Wired

LAYOUTS = [("us", ""), ("rs", "latin"), ("rs", ""), ("al", ""), ("de", ""), ("hr", ""), ("rs", "latinyz")]
NAMES = ["YZEIRI<<ZYRA", "ZUGOVIC<<YASNA", "YUGOVIC<<ZORAN", "ZYBERI<<YLLI", "YEZDIC<<ZOYA", "ZEZELJ<<YVO", "YAZ<<ZY"]


def card(number: int, names: str) -> str:
    return td1(
        code="ID", state="SRB", number=f"0081234{number}Z", opt1="1403978910018", birth="780314", sex="M",
        expiry="280514", nation="SRB", opt2="", names=names,
    )  # fmt: skip


SPEEDS = [(2, 1), (20, 1), (12, 4), (8, 2)]
"""Milliseconds after which a scanner strikes again, and how many keys at once: some bring them by radio."""
BACKSPACE, F8, F9, A, P, Z = 14, 66, 67, 30, 25, 44
STX, F13, F24 = (48, LEFT_CTRL), (183, 0), (194, 0)
PREFIXED = [(LAYOUTS[0], STX), (LAYOUTS[1], F13), (LAYOUTS[2], STX), (LAYOUTS[2], F24), (LAYOUTS[4], STX)]
WHY_KEY = KEY.replace("Shift", "shift")
REPLAYED = [one for one in RECORDED["repetition"] if one["name"] in ("s055 8 5", "s053 8 40")]
"""The fastest that was taken over, and one of whose keys two came 8 ms apart."""
CARDS = [card(number, names) for number, names in enumerate(NAMES)]


@pytest.fixture
def scanner(display: str) -> Iterator[Wired]:
    made = Wired(display)
    yield made
    made.close()


def people(program: Program) -> list[TravelerDraft]:
    """Return the people of every draft that is kept."""
    return [traveler for draft in drafts(program) for traveler in draft.travelers]


def zones(program: Program) -> list[str]:
    """Return their zones."""
    return [traveler.mrz for traveler in people(program)]


def test_a_scan_fills_a_card_exactly_under_every_layout_and_issues_nothing(window: Window, scanner: Wired) -> None:
    window.sign_in()
    scanned: list[str] = []
    for layout, zone in zip(LAYOUTS, CARDS, strict=True):
        scanner.set_layout(*layout)
        scanned.append(zone)
        gap, together = SPEEDS[len(scanned) % len(SPEEDS)]
        scanner.scan(f"{zone}\n", gap=gap, together=together)
        wait(lambda: zones(window.program) == scanned, f"{layout}: card {len(scanned)} is kept as it was scanned")
    (draft,) = drafts(window.program)
    assert [f"{one.surname}<<{one.given_names}" for one in draft.travelers] == NAMES
    assert not window.tray()
    assert window.program.run("ledger", "check").code == 0


def test_what_people_type_as_they_were_recorded_stays_and_a_scan_over_a_menu_or_from_the_issue_key_chooses_nothing(
    window: Window, scanner: Wired
) -> None:
    window.sign_in()
    scanner.set_layout("rs", "latin")
    first, second = CARDS[:2]
    scanner.scan(f"{first}\n")
    wait(lambda: zones(window.program) == [first], "the first card is kept")
    window.press("ctrl+Return")
    for recorded in REPLAYED:
        scanner.replay(RECORDED["typed"], recorded["gaps"], recorded["held"])
    names = (RECORDED["typed"].strip(),) * 2
    wait(lambda: [(one.surname, one.given_names) for one in people(window.program)] == [names], "each fills its field")
    (typed,) = people(window.program)
    window.press("ctrl+e")
    wait(window.has_spare, "the menu is open")
    scanner.scan(f"{second}\n")
    wait(window.has_spare, "the scan was looked at")
    assert zones(window.program) == [first], "it waits for the menu"
    scanner.press("Escape")
    wait(lambda: zones(window.program) == [first, second], "the scan that waited is taken once the menu is closed")
    (draft,) = drafts(window.program)
    assert draft.travelers[0] == typed
    assert not any(one.exempt_ground for one in draft.travelers)
    assert not window.tray()


def test_a_scan_answers_no_open_question_and_gives_no_command_where_the_program_has_keys_for_its_control_characters(
    window: Window, scanner: Wired
) -> None:
    def on_screen() -> list[str]:
        return window.xdotool("search", "--onlyvisible", "--name", ".").split()

    window.sign_in()
    scanner.scan(f"{CARDS[0]}\n")
    wait(lambda: zones(window.program) == [CARDS[0]], "the first card is kept")
    before = on_screen()
    window.press(WHY_KEY)
    wait(lambda: len(on_screen()) > len(before), "the question is open")
    opened = on_screen()
    scanner.scan(f"{CARDS[1]}\n", gap=20)
    wait(window.has_spare, "the scan was looked at")
    assert on_screen() == opened, "it is open still"
    assert zones(window.program) == [CARDS[0]], "and the scan waits"
    scanner.press("Escape")
    wait(lambda: zones(window.program) == CARDS[:2], "the scan is taken once it is closed")
    wait(window.has_spare, "both can be issued")
    scanner.send("06P0812345SABC123456\n", (F9, 0))
    scanner.send("[)>", (F9, 0), before=False)
    scanner.send("06P0812345SABC123456\n", (F8, 0))
    scanner.send("0004711X08154711ABCDEF\n", (P, LEFT_CTRL))
    scanner.send("0004711X08154711ABCDEF\n", (Z, LEFT_CTRL), (F9, 0))
    wait(window.has_spare, "all of it was looked at")
    scanner.scan(f"{CARDS[2]}\n")
    wait(lambda: zones(window.program) == CARDS[:3], "the passage is neither issued, parked nor undone")
    assert len(drafts(window.program)) == 1
    assert not window.tray()
    window.xdotool("windowfocus", *window.shown())
    wait(window.has_spare, "the window has the focus again, as a desktop gives it when a dialog closes")
    window.press("ctrl+p")
    wait(window.has_spare, "an officer's Ctrl+P parks it")
    scanner.compose(f"{CARDS[3]}\n")
    wait(lambda: len(drafts(window.program)) == 2, "another is begun by a scanner that composes its signs")
    assert CARDS[3] in zones(window.program)
    wait(lambda: window.press("F9") or window.tray(), "an officer's F9 issues it")


def test_a_short_scan_is_known_by_the_key_before_it_and_at_the_locked_desk_none_goes_anywhere(
    window: Window, scanner: Wired
) -> None:
    window.sign_in()
    scanner.scan("Q7A4C1")
    wait(lambda: zones(window.program) == ["Q7A4C1"], "control: six signs are typing")
    scanner.set_layout("rs")
    wait(window.has_spare, "the layout is another")
    scanner.send("", (A, LEFT_CTRL), after=400)
    scanner.send("", (BACKSPACE, 0), after=400)
    wait(lambda: not any(zones(window.program)), "they are gone: Ctrl+А is Ctrl+A where there are no Latin letters")
    for layout, prefix in PREFIXED:
        scanner.set_layout(*layout)
        scanner.send("Q7A4C1\n", prefix, after=400)
    wait(window.has_spare, "all of it was looked at")
    assert not any(zones(window.program)), "what a key no human has comes before is a scan, under every layout"
    scanner.set_layout("us")
    scanner.scan(f"{CARDS[0]}\n")
    wait(lambda: zones(window.program) == [CARDS[0]], "the first card is kept")
    window.press("F12")
    wait(lambda: not window.is_open() and window.shown() != [], "the desk is locked")
    scanner.scan(f"{CARDS[1]}\n")
    scanner.scan("J20047118\n")
    wait(window.has_focus, "the locked window has the focus")
    window.sign_in()
    wait(window.is_open, "the password alone opens it")
    assert zones(window.program) == [CARDS[0]]


SERVICES = [
    ("us", ("rs", ""), ("us", "rs-cyrillic")),
    ("de", ("us", ""), ("de", "us")),
    ("de", ("rs", "latin"), ("de", "hr")),
]


def test_one_scan_of_the_code_puts_any_scanner_into_service_on_any_machine(window: Window, display: str) -> None:
    def kept() -> tuple[str, str]:
        now = read(window.program.data)
        return now.scanner_layout, now.keyboard_layout

    window.sign_in()
    for number, (set_to, layout, found) in enumerate(SERVICES):
        scanner = Wired(display, set_to)
        scanner.set_layout(*layout)
        window.press("ctrl+F2")
        wait(window.has_spare, "the page is shown")
        scanner.scan(f"{PROBE}\n")
        wait(lambda found=found: kept() == found, f"{found} is found, not {kept()}")
        window.press("F2")
        scanner.scan(f"{CARDS[number]}\n", gap=20)
        scanned = CARDS[: number + 1]
        wait(lambda scanned=scanned: zones(window.program) == scanned, f"{found}: the card is as it was scanned")
        scanner.close()
