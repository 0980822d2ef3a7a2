"""Every shift that closes leaves a backup: where, how many, and what is left of a desk that nobody set up."""

from __future__ import annotations

import shutil
from pathlib import Path

from .conftest import Script


def test_a_shift_that_closes_leaves_a_backup_in_the_folder_set(script: Script, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    settings = (data / "settings.toml").read_text("utf-8").replace("_most = 30", "_most = 2")
    (data / "settings.toml").write_text(settings.replace('backup_folder = ""', f'backup_folder = "{folder}"'), "utf-8")
    close = ("shift", "close", "--cash", "0.00", "--custody", "0")
    told = script(*close)
    assert (told.code, "backup cannot be written there" in told.err) == (3, True)
    assert script(*close).code == 1, "the shift is closed all the same"
    folder.mkdir()
    (folder / ".kbdesk-J2-drill-20220810T090000+0200.kbdesk.new").write_text("half of one")
    for minute in range(4):
        at = ("--at", f"2022-08-10T12:0{minute}+02:00")
        assert script("shift", "open", "--float", "0.00", "--custody", "0", *at).code == 0
        assert script(*close, *at).code == 0
    assert len(list(folder.iterdir())) == 2
    newest = max(folder.iterdir())
    assert newest.name == "kbdesk-J2-drill-20220810T120300+0200.kbdesk"
    assert script("restore", "--prove", newest).code == 0


def test_a_shift_leaves_its_backup_beside_the_records_until_a_folder_is_chosen_by_command(
    script: Script, data: Path, tmp_path: Path
) -> None:
    close = ("shift", "close", "--cash", "0.00", "--custody", "0")
    told = script(*close)
    assert (told.code, "beside the records: choose a folder on another disk" in told.out) == (0, True)
    (file,) = (data / "backups").iterdir()
    assert [path.stat().st_mode & 0o777 for path in (file.parent, file)] == [0o700, 0o600]
    assert script("restore", "--prove", file).code == 0
    folder = tmp_path / "backups"
    assert script("backup", folder, "--every-shift").code == 2, "it is not there"
    folder.mkdir()
    assert script("backup", folder, "--every-shift", officer="officer").code == 1, "not for an officer's role"
    assert 'backup_folder = ""' in (data / "settings.toml").read_text("utf-8")
    assert not list(folder.iterdir())
    assert script("backup", folder, "--every-shift", "--at", "2022-08-10T12:00+02:00").code == 0
    assert script("shift", "open", "--float", "0.00", "--custody", "0", "--at", "2022-08-10T12:01+02:00").code == 0
    told = script(*close, "--at", "2022-08-10T12:02+02:00", "--json")
    assert (told.code, told.json["backup_folder"]) == (0, str(folder))
    assert (len(list(folder.iterdir())), list(file.parent.iterdir())) == (2, [file])


def test_what_is_left_of_a_desk_that_nobody_set_up_is_restored_out_of_its_own_folder_for_backups(
    script: Script, data: Path
) -> None:
    assert script("shift", "close", "--cash", "0.00", "--custody", "0", "--json").code == 0
    (file,) = (data / "backups").iterdir()
    for path in data.iterdir():
        if path != file.parent:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert script("restore", file, second="officer").code == 0
    assert (script("ledger", "check").code, list(file.parent.iterdir())) == (0, [file])


def test_beside_the_records_no_more_than_seven_backups_take_their_room(script: Script, data: Path) -> None:
    own = data / "backups"
    own.mkdir()
    for day in range(1, 10):
        (own / f"kbdesk-J2-drill-2022080{day}T080000+0200.kbdesk").write_text("one of before")
    assert script("shift", "close", "--cash", "0.00", "--custody", "0", "--at", "2022-08-10T12:00+02:00").code == 0
    assert sorted(int(path.name[22:24]) for path in own.iterdir()) == [4, 5, 6, 7, 8, 9, 10]


def test_settings_for_backups_are_checked(script: Script, data: Path) -> None:
    settings = (data / "settings.toml").read_text("utf-8")
    (data / "settings.toml").write_text(settings.replace("backup_most = 30", "backup_most = 0"), "utf-8")
    told = script("ledger", "check")
    assert (told.code, "backup_most: this must be a number of backups, 1 to 1000" in told.err) == (3, True)
