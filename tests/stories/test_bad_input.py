"""Bad input of any kind gets a finding or one plain sentence, and nothing is half done."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.told import Told

from .conftest import KBDESK, SAMPLES, Program, Write

FAMILY = SAMPLES / "01-family-on-km-plates.toml"


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.strip() != ""


def entries(program: Program) -> int:
    return int(program.run("ledger", "check", "--json").json["entries"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("direction = ", "TOML"),
        ('colour = "red"', "colour"),
        ('direction = "sideways"\n[[traveler]]\nsurname = "A"', "direction"),
        ('[[traveler]]\nsurname = "A"\nnick_name = "B"', "traveler[1].nick_name"),
        ('[[traveler]]\n[[traveler]]\ndocument = { serial = "1" }', "traveler[2].document.serial"),
        ('[[traveler]]\nmrz = ["IDSRB"]', "traveler[1].mrz"),
        ('[vehicle]\nplate = ["KM"]', "vehicle.plate"),
        ("", "passage"),
        ('[vehicle]\nplate = "KM 123-AB"\n[decision]\naction = "wave"', "decision.action"),
        ('[vehicle]\nplate="KM 1"\n[[decision.override]]\nfinding="x"\nfield="traveler[9].x"', "override[1].field"),
        ("x = " + "[" * 5000, "TOML"),
    ],
)
def test_a_file_that_is_no_passage_is_refused_naming_the_place(
    program: Program, written: Write, text: str, place: str
) -> None:
    told = program.passage(written(text))
    assert told.code == 2
    assert place in told.err
    assert one_line(told.err)
    assert told.out == ""


def test_a_missing_file_and_a_file_of_bytes_are_named(program: Program, tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "nowhere.toml", tmp_path / "bytes.toml", Path("/dev/zero")):
        told = program.passage(file)
        assert told.code == 2
        assert file.name in told.err
        assert one_line(told.err)


def test_an_empty_form_is_found_and_kept_as_a_draft(program: Program, written: Write) -> None:
    told = program.passage(written("[[traveler]]\n[vehicle]\n"))
    assert told.code == 1
    assert told.json["decision"] == "incomplete"
    for card in (told.json["travelers"][0], told.json["vehicle"]):
        assert [(f["code"], f["severity"]) for f in card["findings"]] == [("card-empty", "stop")]
    assert told.json["papers"] == []


def test_ten_thousand_characters_are_a_finding_or_a_sentence(program: Program, written: Write) -> None:
    told = program.passage(written(FAMILY.read_text("utf-8").replace('"МИЛАН"', f'"{"Ж" * 10_000}"')))
    assert told.code == 1
    found = [(f["code"], f["severity"], f["field"]) for f in told.json["travelers"][0]["findings"]]
    assert ("field-too-long", "stop", "traveler[1].given_names") in found
    assert [s for _, s, _ in found].count("stop") == 1
    told = program.run("mrz", "-", officer=None, stdin="P<" * 5_000)
    assert told.code == 2
    assert one_line(told.err)


def test_a_wrong_password_and_an_unknown_officer_are_refused_and_a_right_one_is_not(program: Program) -> None:
    assert program.run("ledger", "check").code == 0
    wrong = program.run("ledger", "check", KBDESK_PASSWORD="not the password")
    assert wrong.code == 2
    assert one_line(wrong.err)
    assert program.run("ledger", "check", officer="nobody").code == 2
    assert program.run("ledger", "check", officer=None).code == 2


def test_an_instant_without_an_offset_is_refused(program: Program) -> None:
    told = program.passage(FAMILY, "--at", "2022-08-10T09:00:00")
    assert told.code == 2
    assert one_line(told.err)


def test_a_folder_without_a_desk_is_said(program: Program, tmp_path: Path) -> None:
    told = Program(tmp_path / "none", program.passwords).passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)


def test_a_second_desk_is_not_made_over_the_first(program: Program) -> None:
    before = entries(program)
    told = program.run("init", "--drill", officer=None)
    assert told.code == 2
    assert one_line(told.err)
    assert entries(program) == before


def test_a_store_that_is_no_store_is_said(program: Program) -> None:
    store = next(program.data.glob("desk.db"))
    store.write_bytes(os.urandom(8192))
    for beside in program.data.glob("desk.db-*"):
        beside.unlink()
    told = program.passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)


def test_a_printer_folder_that_is_none_says_so_and_the_numbers_are_told(program: Program) -> None:
    tray = program.data / "tray"
    shutil.rmtree(tray, ignore_errors=True)
    tray.write_text("a file stands where the folder should be")
    told = program.passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)
    number = told.json["travelers"][0]["permit"]["number"]
    assert told.json["papers"][0]["file"] is None
    assert program.run("ledger", "check").code == 0
    tray.unlink()
    tray.mkdir()
    again = program.passage(SAMPLES / "06-ambulance-on-duty.toml")
    assert again.code == 0
    assert f"permit {number}" in again.err


def test_an_option_before_the_command_is_not_passed_over(program: Program) -> None:
    told = program.run("--data", program.data, "init", "--drill", officer=None)
    assert told.code == 2
    assert one_line(told.err)


def limited(program: Program, *words: object, bytes_a_file: int) -> Told:
    """Run a command that may write no file larger than so many bytes, as on a disk that is full."""

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    done = subprocess.run(
        program.command(*words),
        env=program.environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_room,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Told(done.returncode, done.stdout, done.stderr)


def test_a_full_disk_under_the_record_records_nothing_and_the_same_passage_is_taken_later(program: Program) -> None:
    before = entries(program)
    told = limited(program, "passage", FAMILY, "--json", bytes_a_file=20_000)
    assert told.code == 3
    assert one_line(told.err)
    assert entries(program) <= before + 1
    assert program.passage(FAMILY).json["decision"] == "granted"


def test_a_full_folder_for_the_papers_is_named_and_the_answer_is_still_given(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "J2000001L-permit.pdf").mkdir()
    told = program.passage(FAMILY, "--out", out)
    assert told.code == 3
    assert told.err.startswith("--out: ")
    assert one_line(told.err)
    assert told.json["decision"] == "granted"
    assert len(list((program.data / "tray").glob("*.pdf"))) == len(told.json["papers"])


def test_a_desk_half_made_on_a_full_disk_leaves_nothing_and_can_be_made_later(tmp_path: Path) -> None:
    program = Program(tmp_path / "desk")
    told = limited(program, "init", "--drill", bytes_a_file=10_000)
    assert told.code in (2, 3)
    assert program.run("init", "--drill", officer=None).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("passage", FAMILY, "--at", "9999-12-31T23:59+00:00"), 2),
        (("passage", FAMILY, "--at", "0001-01-01T00:00+00:00"), 2),
        (("passage", FAMILY, "--at", "2101-01-01T00:00+00:00"), 2),
    ],
)
def test_an_instant_beyond_measure_is_refused(program: Program, words: tuple[object, ...], code: int) -> None:
    told = program.run(*words)
    assert told.code == code
    assert one_line(told.err)


def test_a_desk_is_not_made_in_a_file_or_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for data in (tmp_path / "file", Path("/proc/nowhere")):
        told = Program(data).run("init", "--drill", officer=None)
        assert told.code == 3
        assert one_line(told.err)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ('crossing = "jarinje"', 'crossing = "nowhere"'),
        ("drill = true", "drill = false"),
        ("drill_epoch_wall = ", "drill_epoch_wall = 0001-01-01T00:00:00+01:00 #"),
        ("scale = 100", "scale = 0"),
    ],
)
def test_settings_that_cannot_be_are_named_and_a_drill_never_becomes_real(
    program: Program, line: str, instead: str
) -> None:
    settings = program.data / "settings.toml"
    text = settings.read_text("utf-8")
    assert line in text
    settings.write_text(text.replace(line, instead), "utf-8")
    told = program.passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)
    settings.write_text(text, "utf-8")
    assert program.passage(FAMILY).code == 0


def test_an_answer_that_cannot_be_written_is_said(program: Program) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            program.command("passage", FAMILY, "--json"),
            env=program.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert one_line(done.stderr)


def test_a_password_in_other_bytes_is_only_wrong(program: Program) -> None:
    told = program.run("ledger", "check", KBDESK_PASSWORD="\udcff\udcfe")
    assert told.code == 2
    assert one_line(told.err)


def test_a_window_without_a_display_is_said(program: Program) -> None:
    environment = program.environment(DISPLAY=":4999")
    del environment["QT_QPA_PLATFORM"]
    done = subprocess.run(
        [KBDESK, "--data", program.data], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert one_line(done.stderr)


def test_a_store_of_a_newer_version_is_refused(program: Program) -> None:
    from kbdesk.store import slots
    from kbdesk.store.connection import Connection

    key = slots.unwrap(program.data / "keys.json", "officer", bytearray(program.passwords["officer"].encode()))
    connection = Connection(program.data, key, reading=False)
    with connection.reads() as db:
        db.execute("PRAGMA user_version = 999")
    connection.close()
    told = program.passage(FAMILY)
    assert told.code == 3
    assert "newer version" in told.err
    assert one_line(told.err)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('language = "sr_Cyrl"', "traveler[1].language"),
        ('reasons = { foo = "a" }', "traveler[1].reasons.foo"),
        (f'decision = {{ action = "refer", reason = "{"x" * 201}" }}', "traveler[1].decision.reason"),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_its_place(
    program: Program, written: Write, line: str, place: str
) -> None:
    told = program.passage(written(f'[[traveler]]\nsurname = "Ilić"\n{line}'))
    assert told.code == 2
    assert place in told.err


@pytest.mark.parametrize(("broken", "said"), [(b"", "does not open"), (None, "is not in the data folder")])
def test_without_its_signers_key_a_desk_records_nothing_and_says_so_in_one_line(
    program: Program, broken: bytes | None, said: str
) -> None:
    (key,) = program.data.glob("signer-*.pem")
    whole, before = key.read_bytes(), entries(program)
    key.unlink()
    if broken is not None:
        key.touch(mode=0o600)
        key.write_bytes(broken)
    told = program.passage(FAMILY)
    assert (told.code, told.out) == (3, "")
    assert said in told.err and "nothing was recorded" in told.err
    assert one_line(told.err)
    assert entries(program) == before + 1, "signed in, and nothing more"
    key.write_bytes(whole)
    again = program.passage(FAMILY)
    assert (again.code, again.json["decision"]) == (0, "granted")
    assert again.json["travelers"][0]["permit"]["number"][2:8] == "000001"
