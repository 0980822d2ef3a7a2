"""What a desk's settings say before anyone has signed in: its post, its clock, its printer's folder."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kbdesk.app import carried
from kbdesk.app.clock import DrillClock, StillClock, WallClock, machine_now
from kbdesk.domain.post import Post, issuer_of
from kbdesk.store.errors import SettingsError, StoreGone, StoreMissing
from kbdesk.store.settings import FILE, Settings, read
from kbdesk.store.slot_file import is_there

if TYPE_CHECKING:
    from kbdesk.desk.ports import Clock

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def settings_of(data: Path) -> Settings:
    """Return the settings of a data folder. Raises `StoreMissing`, `StoreGone`, `SettingsError`."""
    if not (data / FILE).exists():
        raise StoreGone if is_there(data) else StoreMissing
    settings = read(data)
    epoch = settings.drill_epoch_wall
    if epoch is not None and not _FIRST_YEAR <= epoch.year <= _LAST_YEAR:
        raise SettingsError(f"{FILE}: drill_epoch_wall: is not an instant of the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return settings


def clock_of(settings: Settings, at: datetime | None = None) -> Clock:
    """Return the clock a desk goes by; `at` sets it for one command, on drill desks only (`ValueError` elsewhere)."""
    if not settings.drill:
        if at is not None:
            raise ValueError("--at: a real desk's clock cannot be set")
        return WallClock(timedelta(hours=settings.silent_hours))
    if at is not None:
        return StillClock(at)
    return DrillClock(settings.drill_epoch_wall or machine_now())


def post_of(settings: Settings) -> Post:
    """Return where the desk stands, as its papers say it."""
    crossing = carried.reference().crossings.get(settings.crossing)
    if crossing is None:
        raise SettingsError(f"{FILE}: crossing: is one of {', '.join(carried.reference().crossings)}")
    names = {language: crossing.names[language] for language in ("sq", "sr", "en")}
    return Post(
        crossing=crossing.key,
        letter=crossing.letter,
        desk=settings.desk,
        names=names,
        drill=settings.drill,
        issuer=issuer_of(settings.shelf),
    )


def tray_folder(data: Path, settings: Settings) -> Path:
    """Return the folder that is the printer."""
    return Path(settings.printer_folder) if settings.printer_folder else data / "tray"
