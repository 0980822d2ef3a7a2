"""What the keys type is what the machine's own keyboard library makes of them."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_the_layouts_are_those_of_xkb_data(house: Path) -> None:
    check: list[str | Path] = [sys.executable, house / "packaging" / "keyboards.py", "--check"]
    assert subprocess.run(check, check=False, timeout=60).returncode == 0


def test_a_layout_that_was_changed_by_hand_is_noticed(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(house / "packaging"))
    import keyboards

    changed = tmp_path / "keyboards.toml"
    changed.write_text(keyboards.FILE.read_text("utf-8").replace("qwertz", "qwerty", 1), "utf-8")
    monkeypatch.setattr(keyboards, "FILE", changed)
    assert keyboards.main(["--check"]) == 1
    assert keyboards.main([]) == 0
    assert keyboards.main(["--check"]) == 0
