"""``kbdesk paper archive`` and ``lock``: a paper as a file, from the command line."""

from pathlib import Path

import pikepdf
import pytest

from .conftest import Script

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "02-passport-on-belgrade-plates.toml"


@pytest.fixture
def number(script: Script) -> str:
    """The number of a permit issued from a sample."""
    told = script("passage", SAMPLE, "--json")
    assert told.code == 0, told.err
    return str(told.json["travelers"][0]["permit"]["number"])


def test_a_permit_is_saved_with_its_record_and_locked_for_one_reader(
    script: Script, number: str, tmp_path: Path
) -> None:
    copy, locked, secret = tmp_path / "copy.pdf", tmp_path / "locked.pdf", tmp_path / "secret"
    secret.write_text("tri reke i most\n", "utf-8")
    archived = script("paper", "archive", number, "--out", copy, "--json")
    assert (archived.code, archived.json["form"], archived.json["file"]) == (0, "archive", str(copy))
    kept = copy.read_bytes()
    again = script("paper", "archive", number, "--out", copy)
    assert (again.code, "copy.pdf is there already; nothing is overwritten" in again.err) == (2, True)
    assert copy.read_bytes() == kept
    with pikepdf.open(copy) as pdf:
        assert set(pdf.attachments) == {"record.json", "seal.bin"}
    done = script("paper", "lock", number, "--out", locked, "--file-password-file", secret)
    assert done.code == 0 and "not PDF/A" in done.out
    with pikepdf.open(locked, password="tri reke i most") as pdf:
        assert len(pdf.pages) == 2


def test_a_short_password_is_the_callers_mistake(script: Script, number: str, tmp_path: Path) -> None:
    secret, locked = tmp_path / "secret", tmp_path / "locked.pdf"
    secret.write_text("short", "utf-8")
    told = script("paper", "lock", number, "--out", locked, "--file-password-file", secret)
    assert told.code == 2 and "at least 12 letters" in told.err
    secret.write_bytes(b"\xff" * 20)
    assert script("paper", "lock", number, "--out", locked, "--file-password-file", secret).code == 2
    assert not locked.exists()


def test_a_folder_that_is_not_there_is_the_machines_fault_and_nothing_is_entered(
    script: Script, number: str, tmp_path: Path
) -> None:
    def told_of() -> list[int]:
        rows = script("search", number, "--timeline", "--json").json["timeline"]
        return [row["entry"] for row in rows]

    before = told_of()
    told = script("paper", "archive", number, "--out", tmp_path / "nowhere" / "copy.pdf")
    assert (told.code, "nothing was entered" in told.err, told.err.count("\n")) == (3, True, 1)
    assert told_of() == before
    assert script("paper", "archive", number, "--out", tmp_path / "copy.pdf").code == 0
    assert len(told_of()) == len(before) + 1, "control: what is saved is entered"
