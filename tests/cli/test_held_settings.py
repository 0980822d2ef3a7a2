"""The settings that a real desk's records hold: a file that anybody may edit changes none of them, an officer may."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import obeying
from kbdesk.app.clock import ZONE, WallClock
from kbdesk.app.session import OpenDesk
from kbdesk.app.window import DeskAtWindow
from kbdesk.domain.officers import SETTINGS_CHANGED
from kbdesk.domain.printers import Role
from kbdesk.store.errors import RoleRefused, StoreFull
from kbdesk.store.settings import FILE, Settings, held, read, write
from kbdesk.store.store import Store, create_store
from tests.store.killing import broken

from .conftest import PASSWORD, Run, Script

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Store]:
    """The store of a real desk of a version whose records said nothing of settings, with a file that says some."""
    data = tmp_path / "desk"
    with create_store(data, key=bytearray(range(48)), letter="J", desk="2", machine_now=lambda: AT) as store:
        roles = {"agim": "supervisor", "ana": "officer", "root": "administrator"}
        people = [{"name": name, "role": role} for name, role in roles.items()]
        with store.act(at=AT, officer="") as act:
            act.append("desk.opened", {"shelf": "seeds", "officers": people, "attempts": 0})
            act.append("settings.backups-chosen", {"folder": "/former"})
        write(data, Settings(crossing="jarinje", desk="2", backup_folder="/former"))
        yield store


def by_hand(data: Path, **changed: Any) -> None:
    """Write settings into the file, as whoever writes the folder can."""
    write(data, replace(read(data), **changed))


def looked_at(store: Store, data: Path) -> list[str]:
    """Do what a sign-in does; return the kinds that were entered."""
    before = store.last_entry()
    obeying.enter_disputed(data, store, AT)
    return [entry.kind for entry in store.shifts.entries(before + 1)]


def test_what_is_written_into_a_real_desks_file_is_not_obeyed_put_right_and_told(real: Path, run: Run) -> None:
    by_hand(real, printer_folder="/elsewhere", backup_most=1, silent_hours=8760, language="sq")
    shown = run("settings", "show", "--json").json
    assert shown == held(Settings(crossing="jarinje", desk="2")), "though nobody who may write has signed in"
    assert run("shift", "open", "--float", "0", "--custody", "0").code == 0
    kept = read(real)
    assert (kept.printer_folder, kept.backup_most, kept.silent_hours, kept.language) == ("", 30, 24, "sq")
    report = run("shift", "close", "--cash", "0.00", "--custody", "0", "--json").json
    (told,) = report["went_back"]
    assert (told["of"], told["names"]) == ("settings", ["silent_hours", "printer_folder", "backup_most"]), "told once"


def test_a_window_goes_on_by_the_records_whatever_is_written_into_the_file_meanwhile(real: Path) -> None:
    by_hand(real, silent_hours=8760, idle_minutes=60)
    desk = DeskAtWindow(real)
    session = desk.sign_in("agim", bytearray(PASSWORD.encode()))
    try:
        assert isinstance(desk.clock, WallClock)
        assert (desk.idle_minutes, desk.clock.most_silent) == (5, timedelta(hours=24))
        by_hand(real, printer_paper="ipp://elsewhere/ipp/print", idle_minutes=60)
        session.renew_printers(Role.LABEL, "ipp://label/ipp/print", "", keep=desk.keep_printers)
        assert desk.printers_of(Role.LABEL) == ("ipp://label/ipp/print", "")
        assert (desk.printers_of(Role.PAPER), desk.idle_minutes) == (("", ""), 5)
        assert session.printers.now.settings.printer_paper == ""
        assert read(real).printer_paper == "ipp://elsewhere/ipp/print", "it stays to be found at the next sign-in"
        assert read(real).printer_label == "ipp://label/ipp/print"
    finally:
        session.close()


def test_what_the_records_never_said_is_taken_over_in_one_entry_and_held_from_then_on(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    assert looked_at(known, data) == ["settings.known"]
    assert looked_at(known, data) == []
    by_hand(data, backup_folder="/elsewhere")
    assert looked_at(known, data) == ["settings.disputed"]
    assert read(data).backup_folder == "/former"
    assert looked_at(known, data) == []


def test_each_setting_that_is_held_is_held(known: Store, tmp_path: Path) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)
    before = read(data)
    for name, value in held(before).items():
        by_hand(data, **{name: "token" if name == "signer" else 7 if isinstance(value, int) else "/elsewhere"})
        assert looked_at(known, data) == ["settings.disputed"]
        (last,) = known.shifts.entries(known.last_entry())
        assert (last.body["names"], read(data)) == ([name], before)
        assert "elsewhere" not in json.dumps(dict(last.body)), "what somebody wrote there may be anything"


class KilledError(BaseException):
    """The program ends here."""


def open_desk(data: Path, store: Store, officer: str = "agim") -> OpenDesk:
    return OpenDesk(data=data, settings=read(data), store=store, clock=WallClock(), officer=officer)


def test_a_change_that_was_broken_off_before_the_file_followed_stands_and_is_nobodys_doing(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)

    def killed() -> None:
        raise KilledError

    with pytest.raises(KilledError):
        open_desk(data, known).choose(SETTINGS_CHANGED, {}, {"backup_most": 9}, keep=killed)
    assert read(data).backup_most == 30
    assert obeying.by_the_records(read(data), known).backup_most == 9
    assert looked_at(known, data) == []
    assert read(data).backup_most == 9

    with known.act(at=AT, officer="agim") as act:
        act.append("officer.signed-in", {"settings": known.settings().entry})
    by_hand(data, backup_most=30)
    assert looked_at(known, data) == ["settings.disputed"], "once somebody has signed in it is somebody's"


def test_a_kill_at_each_step_leaves_settings_and_shelf_as_they_were_or_changed_and_nobodys_doing(
    tmp_path: Path,
) -> None:
    found, careless = broken("breaking_settings", tmp_path)
    assert (found["killed"] > found["stops"] // 2, found["faults"]) == (True, {})
    assert list(careless["faults"]) == ["told as somebody's doing"], "control: the file first, then the entry"


def test_a_file_that_cannot_follow_is_no_refusal_and_what_else_is_written_there_is_disputed(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)

    def full() -> None:
        raise StoreFull

    desk = open_desk(data, known)
    desk.choose(SETTINGS_CHANGED, {}, {"backup_most": 9}, keep=full)
    assert (desk.settings.backup_most, desk.backups.keeping.days) == (9, 90)
    by_hand(data, token_module="/elsewhere.so")
    assert looked_at(known, data) == ["settings.disputed"]
    (last,) = known.shifts.entries(known.last_entry())
    assert (last.body["names"], read(data).backup_most) == (["token_module"], 9)


def test_changes_that_the_file_could_not_follow_one_after_the_other_are_nobodys_doing(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)
    in_the_way = data / f".{FILE}.new"
    in_the_way.mkdir()
    desk = open_desk(data, known)
    for changed in ({"backup_most": 9}, {"backup_days": 9}, {"backup_most": 8}):
        desk.choose(SETTINGS_CHANGED, {}, changed)
    assert (read(data).backup_most, read(data).backup_days) == (30, 90)
    in_the_way.rmdir()
    assert looked_at(known, data) == []
    assert (read(data).backup_most, read(data).backup_days) == (8, 9)

    desk = open_desk(data, known)
    for changed in ({"backup_most": 7}, {"backup_days": 8}):
        desk.choose(SETTINGS_CHANGED, {}, changed)
    by_hand(data, backup_most=8)
    assert looked_at(known, data) == ["settings.disputed"], "control: the file had followed"


def test_a_file_that_cannot_be_put_right_keeps_nobody_out_and_is_told_at_each_sign_in(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)
    by_hand(data, backup_most=1)
    in_the_way = data / f".{FILE}.new"
    in_the_way.mkdir()
    for _ in range(2):
        assert looked_at(known, data) == ["settings.disputed"]
        assert (read(data).backup_most, open_desk(data, known).settings.backup_most) == (1, 30)
    in_the_way.rmdir()
    assert looked_at(known, data) == ["settings.disputed"]
    assert (looked_at(known, data), read(data).backup_most) == ([], 30), "control"


def test_an_officer_may_not_change_what_the_records_hold_and_nothing_of_it_is_kept(
    known: Store, tmp_path: Path
) -> None:
    data = tmp_path / "desk"
    looked_at(known, data)
    with pytest.raises(RoleRefused):
        open_desk(data, known, "ana").change_settings({"backup_most": "9"})
    assert (read(data).backup_most, known.settings().settings["backup_most"]) == (30, 30)
    assert open_desk(data, known).change_settings({"backup_most": "9"}) == {"backup_most": 9}
    assert (read(data).backup_most, known.settings().settings["backup_most"]) == (9, 9)
    ana = open_desk(data, known, "ana")
    ana.keep_scan_folder("/scans", keep=lambda folder: by_hand(data, scan_folder=folder))
    assert looked_at(known, data) == [], "where the flatbed scanner puts its pictures anybody may choose, entered"


def test_into_which_folder_a_real_desks_papers_go_an_administrator_alone_says(known: Store, tmp_path: Path) -> None:
    data, papers = tmp_path / "desk", tmp_path / "papers"
    papers.mkdir()
    looked_at(known, data)
    typed = {"printer_folder": str(tmp_path / "elsewhere" / ".." / "papers")}
    for name in ("agim", "ana"):
        with pytest.raises(RoleRefused):
            open_desk(data, known, name).change_settings(typed)
    assert (read(data).printer_folder, open_desk(data, known).printers.now.folder) == ("", None)
    assert open_desk(data, known, "root").change_settings(typed) == {"printer_folder": str(papers)}
    assert open_desk(data, known).printers.now.folder == papers
    assert open_desk(data, known).change_settings({"backup_folder": str(papers)}), "control: backups are encrypted"


def test_a_supervisor_changes_settings_by_command_and_a_drill_desk_obeys_its_file(
    script: Script, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    said = script("settings", "set", "backup_most=3", "printer_folder=papers", "--json")
    assert (said.code, said.json) == (0, {"backup_most": 3, "printer_folder": str(tmp_path / "papers")})
    assert read(data).backup_most == 3
    assert script("settings", "set", "backup_most=4", officer="officer").code == 1
    alone, two = (script("settings", "set", "silent_hours=99", second=name) for name in ("", "officer"))
    assert (alone.code, "takes two officers" in alone.err, two.code) == (2, True, 0)
    assert read(data).silent_hours == 99
    by_hand(data, backup_most=5)
    assert "backup_most = 5\n" in script("settings", "show").out
    assert script("shift", "incident", "seen").code == 0
    assert read(data).backup_most == 5


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        ("backup_most", "has no value"),
        ("backup_most=many", "a whole number"),
        ("idle_minutes=0", "NAME=VALUE: idle_minutes: this must be a number of minutes, 1 to 60"),
        ("signer=card", "one of file, token"),
        ("language=sq", "is no setting that the records hold"),
        ("printer_paper=laser", "address"),
        ("printer_folder=papers", f"printer_folder: {Path('papers').resolve()}: this folder is not there"),
        ("backup_folder=/proc/nope", "backup_folder: /proc/nope: this folder is not there"),
        ("scan_folder=/proc/version", "scan_folder: /proc/version: this folder is not there"),
    ],
)
def test_what_cannot_be_a_setting_is_refused_and_changes_nothing(
    script: Script, data: Path, pair: str, why: str
) -> None:
    before = read(data)
    told = script("settings", "set", "backup_days=9", pair)
    assert (told.code, why in told.err, FILE in told.err, told.err.count("\n")) == (2, True, False, 1), told.err
    assert read(data) == before
