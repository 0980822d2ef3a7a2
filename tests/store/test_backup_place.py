"""Where backups lie: the desk's own folder, another on the same disk or not, and one of no use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbdesk.domain.backup import PlaceState
from kbdesk.store.backup_place import disks, own_folder, state_of
from kbdesk.store.errors import SettingsError
from kbdesk.store.settings import usable_folder
from tests.small_disk import small_disk


def test_a_folder_is_told_from_one_that_is_gone_is_on_the_records_disk_or_cannot_be_written(tmp_path: Path) -> None:
    data, beside = tmp_path / "desk", tmp_path / "beside"
    for folder in (data, beside):
        folder.mkdir()
    assert state_of(own_folder(data), data, chosen=False) is PlaceState.OWN, "though it is not there yet"
    assert state_of(own_folder(data), data, chosen=True) is PlaceState.MISSING
    assert state_of(beside, data, chosen=True) is PlaceState.SAME_DISK
    with small_disk(tmp_path / "stick", "size=64k") as stick:
        assert state_of(stick, data, chosen=True) is PlaceState.READY
    with small_disk(tmp_path / "protected", "ro,size=64k") as protected:
        assert state_of(protected, data, chosen=True) is PlaceState.UNWRITABLE
        for name in ("printer_folder", "backup_folder"):
            with pytest.raises(SettingsError, match=f"^{name}: {protected}: this folder cannot be written$"):
                usable_folder(name, str(protected))
        assert usable_folder("scan_folder", str(protected)) == str(protected), "pictures are only read there"


@pytest.mark.parametrize(
    ("block", "found"),
    [("sda", {"sda"}), ("sda/sda1", {"sda"}), ("dm-0", {"sda", "sdb"}), ("dm-1", {"sda", "sdb"}), (None, set())],
)
def test_partitions_of_one_disk_and_what_is_encrypted_on_them_are_that_disk(
    tmp_path: Path, block: str | None, found: set[str]
) -> None:
    system, numbers = tmp_path / "devices", tmp_path / "dev"
    for disk in ("sda", "sdb"):
        (system / disk / f"{disk}1").mkdir(parents=True)
        (system / disk / f"{disk}1" / "partition").touch()
    for upper, lower in (("dm-0", "sda/sda1"), ("dm-0", "sdb"), ("dm-1", "dm-0")):
        (system / upper / "slaves").mkdir(parents=True, exist_ok=True)
        (system / upper / "slaves" / Path(lower).name).symlink_to(system / lower)
    numbers.mkdir()
    device = tmp_path.stat().st_dev
    if block is not None:
        (numbers / f"{os.major(device)}:{os.minor(device)}").symlink_to(system / block)
    assert disks(tmp_path, numbers) == (found or {str(device)})
