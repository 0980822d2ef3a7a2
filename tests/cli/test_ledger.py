"""``kbdesk ledger``: proved, exported for a program that does not know kbdesk, rebuilt and mended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3

from kbdesk.devices.codes import read
from kbdesk.store import slots
from kbdesk.store.translation import STORE_FILE

from .conftest import Made, Script

ROOT = Path(__file__).parents[2]
VERIFIER = ROOT / "packaging" / "verify_ledger.py"
FAMILY = ROOT / "resources" / "samples" / "passages" / "01-family-on-km-plates.toml"


def proved(file: Path, *words: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-I", str(VERIFIER), str(file), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout


def change(made: Made, data: Path, sql: str) -> list[tuple[object, ...]]:
    """Change or read the store as somebody would who has a password and no respect."""
    key = slots.unwrap(data / slots.FILE, "officer", bytearray(made.passwords["officer"].encode()))
    connection = sqlcipher3.connect(str(data / STORE_FILE), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
    rows = list(connection.execute(sql).fetchall())
    connection.close()
    return rows


def test_what_was_exported_is_proved_without_kbdesk_against_the_head_it_names(script: Script, tmp_path: Path) -> None:
    assert script("passage", FAMILY).code == 0
    file = tmp_path / "ledger.jsonl"
    said = script("ledger", "export", file, "--json")
    assert (said.code, said.json["bodies"], said.json["file"]) == (0, False, str(file))
    code, out = proved(file, "--head", said.json["head"])
    assert (code, f"attested at {said.json['entries']}" in out) == (0, True)
    assert (file.stat().st_mode & 0o777, "surname" in file.read_text("utf-8")) == (0o600, False)
    checked = script("ledger", "check", "--json").json
    assert (checked["whole"], checked["entries"]) == (True, said.json["entries"] + 1), "the export is an entry itself"


def test_with_bodies_the_export_holds_them_and_is_proved_with_them(script: Script, tmp_path: Path) -> None:
    assert script("passage", FAMILY).code == 0
    file = tmp_path / "ledger.jsonl"
    assert script("ledger", "export", file, "--bodies").code == 0
    assert '"surname' in file.read_text("utf-8").replace("\\", "")
    code, out = proved(file)
    assert (code, "bodies" in out, "end not attested" in out) == (0, False, True)


def test_a_file_that_is_there_is_not_overwritten_and_a_place_that_is_not_is_told(
    script: Script, data: Path, tmp_path: Path
) -> None:
    before = (data / STORE_FILE).stat().st_size
    refused = script("ledger", "export", data / STORE_FILE)
    assert (refused.code, "is there already" in refused.err) == (2, True)
    assert (data / STORE_FILE).stat().st_size == before
    failed = script("ledger", "export", tmp_path / "nowhere" / "ledger.jsonl")
    assert (failed.code, "cannot be written" in failed.err) == (3, True)
    assert script("ledger", "export", tmp_path / "ledger.jsonl").code == 0


def test_rebuild_says_that_every_register_is_what_the_ledger_adds_up_to(script: Script) -> None:
    assert script("passage", FAMILY).code == 0
    said = script("ledger", "rebuild", "--json")
    assert (said.code, said.json["registers"], said.json["numbers"], said.json["mended"]) == (0, [], [], False)
    assert "adds up" in script("ledger", "rebuild").out or "add up" in script("ledger", "rebuild").out


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("permits", "UPDATE permits SET valid_until = '2032-01-01'"),
        ("envelopes", "DELETE FROM envelopes"),
        ("shifts", "UPDATE shifts SET officer = 'nobody'"),
    ],
)
def test_a_register_that_was_touched_is_named_and_mended_in_one_entry(
    script: Script, made: Made, data: Path, table: str, sql: str
) -> None:
    assert script("passage", FAMILY).code == 0
    change(made, data, sql)
    found = script("ledger", "rebuild", "--json")
    assert (found.code, found.json["registers"], found.json["mended"]) == (1, [table], False)
    mended = script("ledger", "rebuild", "--mend", "--json")
    assert (mended.code, mended.json["registers"], mended.json["mended"]) == (0, [table], True)
    again = script("ledger", "rebuild", "--mend", "--json")
    assert (again.code, again.json["registers"], again.json["mended"]) == (0, [], False)
    rebuilt = "SELECT b.body FROM entries e JOIN bodies b USING (seq) WHERE kind = 'registers.rebuilt'"
    bodies = change(made, data, rebuilt)
    assert bodies == [(f'{{"registers":["{table}"]}}'.encode(),)]


def test_a_number_that_nothing_explains_is_told_by_its_series(script: Script, made: Made, data: Path) -> None:
    assert script("passage", FAMILY).code == 0
    change(made, data, "UPDATE series SET last = last + 1 WHERE name = 'envelope'")
    found = script("ledger", "rebuild", "--json")
    assert (found.code, found.json["numbers"]) == (1, ["envelope"])
    change(made, data, "UPDATE series SET last = last - 2 WHERE name = 'envelope'")
    assert script("ledger", "rebuild", "--json").json["numbers"] == ["envelope"], "wound back: one would be used twice"


def test_a_broken_chain_is_not_rebuilt_from(script: Script, made: Made, data: Path) -> None:
    assert script("passage", FAMILY).code == 0
    change(made, data, "DROP TRIGGER entries_update_never")
    change(made, data, "UPDATE entries SET officer = 'nobody' WHERE seq = 2")
    change(made, data, "DELETE FROM fees")
    found = script("ledger", "rebuild", "--mend", "--json")
    assert (found.code, found.json["whole"], found.json["broken_at"], found.json["mended"]) == (1, False, 2, False)


def test_the_heads_of_a_backup_and_of_a_shift_report_attest_an_export_and_show_where_it_was_cut(
    script: Script, tmp_path: Path
) -> None:
    backup = script("backup", tmp_path / "desk.kbdesk", "--json").json
    closed = script("shift", "close", "--cash", "0", "--custody", "0", "--json").json
    file = tmp_path / "ledger.jsonl"
    assert script("ledger", "export", file).code == 0
    grouped = " ".join(closed["head"][place : place + 4] for place in range(0, 64, 4)).upper()
    for head in (backup["head"], closed["head"], grouped):
        code, out = proved(file, "--head", head)
        assert (code, "attested at" in out) == (0, True), out
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if closed["head"] in line)
    cut = tmp_path / "cut.jsonl"
    cut.write_text("".join(lines[:place]), "utf-8")
    for head, code in ((closed["head"], 1), (backup["head"], 0)):
        assert proved(cut, "--head", head)[0] == code
    assert proved(cut)[1].startswith(f"whole up to {place - 1}, end not attested (0 with their bodies)\n")


def test_the_seal_of_a_shift_report_attests_its_head_and_what_is_not_one_is_told(
    script: Script, tmp_path: Path
) -> None:
    passage = script("passage", FAMILY, "--json", "--out", tmp_path).json
    held = len(script("custody", "list", "--json").json)
    closed = script("shift", "close", "--cash", "0", "--custody", held, "--json").json
    file = tmp_path / "ledger.jsonl"
    assert script("ledger", "export", file).code == 0
    (signer,) = script("keys", "show", "--json").json["signers"]
    certificate = tmp_path / "signer.pem"
    certificate.write_text(signer["certificate"], "ascii")
    report = sealed(tmp_path / "report", Path(closed["paper"]["file"]))
    code, out = proved(file, "--report", report, "--signer", certificate)
    assert (code, f"attested at {closed['entries'][1]}" in out) == (0, True), out
    assert closed["head"] in file.read_text("utf-8")
    in_hex = tmp_path / "report.hex"
    in_hex.write_text(report.read_bytes().hex(" "), "ascii")
    assert proved(file, "--report", in_hex, "--signer", certificate) == (code, out)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    cut = tmp_path / "cut.jsonl"
    place = next(number for number, line in enumerate(lines) if closed["head"] in line)
    cut.write_text("".join(lines[:place]), "utf-8")
    assert proved(cut, "--report", report, "--signer", certificate)[0] == 1, "its end was cut off"
    changed = bytearray(report.read_bytes())
    changed[-70] ^= 1
    (tmp_path / "changed").write_bytes(changed)
    permit = sealed(tmp_path / "permit", next(Path(p["file"]) for p in passage["papers"] if p["kind"] == "permit"))
    for seal, with_, why in (
        (tmp_path / "changed", certificate, "was changed"),
        (permit, certificate, "is not the seal of a shift report"),
        (file, certificate, "is no seal with a signature"),
        (report, file, "the certificate cannot be read"),
        (tmp_path / "nowhere", certificate, "cannot be read"),
    ):
        command = [sys.executable, "-I", str(VERIFIER), str(file), "--report", str(seal), "--signer", str(with_)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout, why in done.stderr) == (2, "", True), done.stderr


def sealed(file: Path, pdf: Path) -> Path:
    """Write the seal of a paper into a file of its own, as a scanner reads it."""
    (seal,) = {code.data for code in read(pdf.read_bytes()) if code.data[:1] == b"\xdc"}
    file.write_bytes(seal)
    return file
