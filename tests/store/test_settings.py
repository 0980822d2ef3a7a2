"""Settings: what was written is what is read, and every fault has its place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.vocabulary import Language
from kbdesk.store import settings
from kbdesk.store.errors import SettingsError, StoreMissing
from kbdesk.store.settings import Settings

SOME = Settings(
    crossing="jarinje",
    desk="2",
    drill=True,
    drill_epoch_wall=datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=timezone(timedelta(hours=1))),
    language=Language.SR_CYRL,
    style="dark",
    printer_folder='/srv/papers "today" \\ č',
)


@pytest.mark.parametrize("some", [SOME, replace(SOME, drill=False, drill_epoch_wall=None)])
def test_settings_come_back_as_written(tmp_path: Path, some: Settings) -> None:
    settings.write(tmp_path, some)
    assert settings.read(tmp_path) == some
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.datetimes(timezones=st.just(UTC)))
def test_any_text_and_instant_come_back(tmp_path_factory: pytest.TempPathFactory, text: str, at: datetime) -> None:
    folder = tmp_path_factory.mktemp("settings")
    some = replace(SOME, printer_folder=text, drill_epoch_wall=at)
    settings.write(folder, some)
    assert settings.read(folder) == some


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('crossing = "jarinje"\ndesk = "2"\n', None),
        ('crossing = "jarinje"\ndesk = "2"\nshoes = 44\n', "shoes: there is no such setting"),
        ('crossing = "jarinje"\n', "desk: this setting is missing"),
        ('crossing = 7\ndesk = "2"\n', "crossing: this must be text"),
        ('crossing = "jarinje"\ndesk = 2\n', "desk: this must be text"),
        ('crossing = "jarinje"\ndesk = "12"\n', "desk: a desk is one sign"),
        ('crossing = "jarinje"\ndesk = ""\n', "desk: a desk is one sign"),
        ('crossing = "jarinje"\ndesk = "2"\ndrill = "yes"\n', "drill: this must be true or false"),
        ('crossing = "jarinje"\ndesk = "2"\nlanguage = "de"\n', "language: this must be one of sq, sr-Latn"),
        ('crossing = "jarinje"\ndesk = "2"\nshelf = "moon"\n', "shelf: this must be one of seeds"),
        ('crossing = "jarinje"\ndesk = "2"\ndrill_epoch_wall = 2022-08-10T08:00:00\n', "needs its offset"),
        ('crossing = "jarinje"\ndesk = "2"\ndrill_epoch_wall = "now"\n', "drill_epoch_wall: this must be an instant"),
        ('crossing = "jarinje"\ndesk = "2"\nscanner_framing = "morse"\n', "scanner_framing: this must be one of auto"),
        ('crossing = "jarinje"\ndesk = "2"\nscanner_speed = 7\n', "scanner_speed: this must be a number of bits"),
        ('crossing = "jarinje\n', "line 1 is not as the desk writes it"),
        ("crossing = ", "the file is not as the desk writes it"),
    ],
)
def test_each_fault_is_named_with_its_place(tmp_path: Path, content: str, place: str | None) -> None:
    (tmp_path / "settings.toml").write_text(content)
    if place is None:
        assert settings.read(tmp_path).crossing == "jarinje"
        return
    with pytest.raises(SettingsError, match=place) as refused:
        settings.read(tmp_path)
    said = str(refused.value)
    assert said.startswith("settings.toml: ") and said.endswith(". Put that right, or take the file from a backup.")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"crossing = \x00"])
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"^settings\.toml: (the file|line 1) is not as the desk writes it"):
        settings.read(tmp_path)


def test_a_missing_file_or_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="missing"):
        settings.read(tmp_path)
    with pytest.raises(StoreMissing):
        settings.write(tmp_path / "nowhere", SOME)


def test_settings_that_cannot_be_written_leave_the_old_ones(tmp_path: Path) -> None:
    settings.write(tmp_path, SOME)
    with pytest.raises(SettingsError):
        settings.write(tmp_path, replace(SOME, printer_folder="\ud800"))
    assert settings.read(tmp_path) == SOME


def test_settings_can_be_read_without_loading_a_database() -> None:
    import subprocess
    import sys

    script = "import sys, kbdesk.store.settings, kbdesk.store.slots; print('sqlite_utils' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
