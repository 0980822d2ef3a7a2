"""``kbdesk print`` with a real printer: papers lie in its tray, or what became of them is told and kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kbdesk.app.printers import PrinterSet
from kbdesk.app.window import DeskAtWindow
from kbdesk.desk.ports import PrinterError
from kbdesk.domain.printers import Role
from kbdesk.domain.vocabulary import PrintState
from kbdesk.store.errors import RoleRefused
from kbdesk.store.settings import Settings, read, write
from tests.printing_room import LETTER, PrinterRoom, beside, free_port, leave_sent, until

from .conftest import Made, Script, take_in

CHILD = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "04-mother-and-child-on-foot.toml"
pytestmark = pytest.mark.xdist_group("printer")

SIGNED_IN = 1
"""Entries that a command adds which does nothing but sign in."""


@pytest.fixture
def printer(started_printer: PrinterRoom, data: Path) -> PrinterRoom:
    """A printer with A4 in its tray, to which the desk prints."""
    started_printer.switch_on()
    write(data, replace(read(data), printer_paper=started_printer.address.text))
    return started_printer


def states(script: Script) -> dict[str, str]:
    """Return what waits at the desk, by kind and number."""
    return {f"{row['kind']} {row['number']}": row["state"] for row in script("print", "waiting", "--json").json}


def hashes(printer: PrinterRoom) -> list[str]:
    return [hashlib.sha256(paper).hexdigest() for paper in printer.tray()]


def test_papers_lie_in_the_printers_tray_byte_for_byte_as_recorded(script: Script, printer: PrinterRoom) -> None:
    said = script("passage", CHILD, "--json")
    assert said.code == 0
    assert hashes(printer) == [paper["sha256"] for paper in said.json["papers"]]
    assert states(script) == {}


def test_no_paper_is_left_in_any_file_of_the_desk(script: Script, printer: PrinterRoom, data: Path) -> None:
    assert script("passage", CHILD).code == 0
    assert printer.tray()
    assert [file for file in data.rglob("*") if file.is_file() and file.read_bytes().startswith(b"%PDF")] == []


def test_what_the_printer_gave_up_waits_and_is_printed_later_byte_for_byte(
    script: Script, printer: PrinterRoom
) -> None:
    printer.does("abort")
    said = script("passage", CHILD, "--json")
    assert (said.code, "gave the job up" in said.err) == (3, True)
    assert set(states(script).values()) == {"reserved"}
    printer.does("")
    assert script("print", "waiting", "--now", "--json").json == []
    assert sorted(hashes(printer)) == sorted(paper["sha256"] for paper in said.json["papers"])


def test_what_nobody_knows_of_is_printed_again_only_when_a_person_has_looked(
    script: Script, printer: PrinterRoom
) -> None:
    printer.does("half")
    said = script("passage", CHILD, "--json")
    assert (said.code, "look at the printer" in said.err) == (3, True)
    waiting, printer_held = states(script), len(printer.tray())
    assert set(waiting.values()) == {"unconfirmed"}
    printer.does("")
    assert script("print", "waiting", "--now").code == 0
    assert len(printer.tray()) == printer_held, "nothing is printed twice by itself"
    first, second, *_ = [paper for paper in said.json["papers"] if paper["kind"] != "envelope-label"]
    assert script("print", "confirm", first["number"], "--kind", first["kind"]).code == 0
    assert script("print", "missing", second["number"], "--kind", second["kind"]).code == 0
    left = states(script)
    assert f"{first['kind']} {first['number']}" not in left
    assert left[f"{second['kind']} {second['number']}"] == "reserved"
    again = script("print", "confirm", first["number"], "--kind", first["kind"])
    assert again.code == 1, "it was said already"
    assert script("ledger", "rebuild", "--json").json["registers"] == []


def test_what_was_never_handed_over_when_the_desk_was_left_is_known_not_to_have_come_out(
    script: Script, printer: PrinterRoom, made: Made, data: Path
) -> None:
    printer.switch_off()
    assert script("passage", CHILD).code == 3
    printer.switch_on()
    printer.does("empty")
    session = DeskAtWindow(data).sign_in("supervisor", bytearray(made.passwords["supervisor"].encode()))
    rows = tuple(session.unprinted())
    session.print_recorded(rows)
    until(printer.busy, "the first paper is at the printer")
    session.close()
    printer.does("")
    printer.mend()
    until(printer.tray, "it goes on without the desk")
    again = DeskAtWindow(data).sign_in("supervisor", bytearray(made.passwords["supervisor"].encode()))
    left = {row.sha256: (row.state, row.reason) for row in again.unprinted()}
    again.close()
    assert left.pop(rows[0].sha256)[0] is PrintState.SENT, "the control: of this one the printer is asked"
    assert set(left.values()) == {(PrintState.UNCONFIRMED, "printer.not-handed")}
    assert set(left) == {row.sha256 for row in rows[1:]}
    assert set(states(script).values()) == {"unconfirmed"}
    assert hashes(printer) == [rows[0].sha256], "nothing is printed by itself"


def test_a_spoiled_paper_is_printed_again_as_a_copy(script: Script, printer: PrinterRoom) -> None:
    printer.does("half")
    number = script("passage", CHILD, "--json").json["travelers"][0]["permit"]["number"]
    printer.does("")
    assert script("print", "spoil", number, "--reason", "smeared").code == 0
    again = script("print", "again", number, "--kind", "permit", "--reason", "misprinted", "--json")
    assert (again.code, again.json["papers"][0]["copy"]) == (0, 1)
    assert hashes(printer)[-1] == again.json["papers"][0]["sha256"]


def test_what_may_still_come_out_of_a_printer_that_is_off_is_printed_again_only_by_an_officers_word(
    script: Script, printer: PrinterRoom, made: Made, data: Path, tmp_path: Path
) -> None:
    printer.switch_off()
    assert script("passage", CHILD).code == 3
    (row,) = leave_sent(data, "supervisor", made.passwords["supervisor"], printer.address.text)
    second = beside(printer, tmp_path)
    second.switch_on()
    write(data, replace(read(data), printer_paper_second=second.address.text))
    assert states(script)[f"{row.kind} {row.number}"] == "unconfirmed"
    assert script("print", "missing", row.number, "--kind", row.kind).code == 0
    try:
        kept = script("print", "waiting", "--now")
        assert (kept.code, f"may still come out of localhost:{printer.port}" in kept.err) == (3, True)
        assert states(script) == {f"{row.kind} {row.number}": "reserved"}, "the control: the others were not kept back"
        assert script("print", "waiting", "--now", "--despite", "--json").json == []
        assert hashes(second)[-1] == row.sha256
    finally:
        second.switch_off()
    printer.switch_on()
    told = script("print", "waiting")
    assert "was canceled and comes out no more" in told.err
    assert script("print", "waiting").err == "", "it is told once"
    assert script("ledger", "rebuild", "--json").json["registers"] == []
    assert script("ledger", "export", tmp_path / "chain", "--bodies").code == 0
    chain = (tmp_path / "chain").read_text()
    assert (chain.count(r"\"despite\""), chain.count('"paper.withdrawn"')) == (1, 1)


def test_the_second_printer_takes_what_the_first_does_not(script: Script, printer: PrinterRoom, data: Path) -> None:
    off = f"ipp://localhost:{free_port()}/ipp/print"
    write(data, replace(read(data), printer_paper=off, printer_paper_second=printer.address.text))
    said = script("passage", CHILD, "--json")
    assert said.code == 0
    assert len(hashes(printer)) == len(said.json["papers"])
    write(data, replace(read(data), printer_paper_second=""))
    assert script("print", "test").code == 3, "the control: without it nothing is printed"


def test_the_wrong_paper_is_told_before_a_sheet_is_wasted(script: Script, printer: PrinterRoom) -> None:
    printer.switch_on(LETTER)
    said = script("passage", CHILD)
    assert (said.code, "no paper of the size A4" in said.err) == (3, True)
    assert len(printer.tray()) == 1, "the label alone, which may be cut out of any sheet"


def test_where_papers_go_is_chosen_by_who_may_and_entered(
    script: Script, made: Made, data: Path, tmp_path: Path
) -> None:
    address = f"ipp://localhost:{free_port()}/ipp/print"

    def choose(officer: str, first: str) -> None:
        desk = DeskAtWindow(data)
        session = desk.sign_in(officer, bytearray(made.passwords[officer].encode()))
        try:
            session.renew_printers(Role.PAPER, first, "ipp://localhost/ipp/other", keep=desk.keep_printers)
        finally:
            session.close()

    with pytest.raises(RoleRefused):
        choose("officer", address)
    with pytest.raises(PrinterError, match="address"):
        choose("supervisor", "laser")
    assert read(data).printer_paper == ""
    choose("supervisor", address)
    chosen = read(data)
    assert (chosen.printer_paper, chosen.printer_paper_second) == (address, "ipp://localhost/ipp/other"), "the control"
    assert script("ledger", "export", tmp_path / "chain", "--bodies").code == 0
    assert (tmp_path / "chain").read_text().count('"settings.printers-chosen"') == 1, "what was refused is not entered"


def test_who_may_not_enter_what_the_printer_answers_asks_it_nothing(
    script: Script, printer: PrinterRoom, made: Made, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(made.passwords, "root", take_in(data, made, "root", "administrator"))
    printer.switch_off()
    assert script("passage", CHILD).code == 3
    (row,) = leave_sent(data, "supervisor", made.passwords["supervisor"], printer.address.text)
    told = script("print", "waiting", "--json", officer="root")
    assert (told.code, "sent" in {paper["state"] for paper in told.json}) == (0, True)
    assert states(script)[f"{row.kind} {row.number}"] == "unconfirmed", "the control: the next officer asks"


def test_a_test_sheet_comes_out_and_the_ledger_says_nothing_of_it(script: Script, printer: PrinterRoom) -> None:
    before = script("ledger", "check", "--json").json["entries"]
    assert script("print", "test").code == 0
    assert len(printer.tray()) == 1
    assert script("ledger", "check", "--json").json["entries"] == before + SIGNED_IN
    printer.switch_off()
    said = script("print", "test")
    assert (said.code, "does not answer" in said.err) == (3, True)


@pytest.mark.parametrize(
    ("changes", "folder"),
    [
        ({}, None),
        ({"drill": True}, "tray"),
        ({"printer_folder": "/srv/papers"}, "/srv/papers"),
        ({"drill": True, "printer_paper": "ipp://localhost/ipp/print"}, None),
        ({"printer_folder": "/srv/papers", "printer_label": "ipp://localhost/ipp/print"}, None),
    ],
)
def test_papers_go_into_a_folder_on_a_drill_desk_or_where_the_settings_name_one(
    tmp_path: Path, changes: dict[str, object], folder: str | None
) -> None:
    found = PrinterSet(tmp_path, replace(Settings(crossing="jarinje", desk="2"), **changes), waits=True).folder
    assert found == (None if folder is None else tmp_path / folder)


def test_what_is_no_address_of_a_printer_is_told_by_its_file(script: Script, data: Path) -> None:
    write(data, replace(read(data), printer_paper="laser"))
    said = script("passage", CHILD)
    assert (said.code, "settings.toml" in said.err) == (3, True)
