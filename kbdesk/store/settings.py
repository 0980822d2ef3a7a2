"""The machine's settings in `settings.toml`: plain, readable before sign-in, without personal data."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from kbdesk.domain.printers import Role
from kbdesk.domain.scanner import Framing
from kbdesk.domain.signers import KeyPlace
from kbdesk.domain.vocabulary import Language, ShelfName
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.errors import SettingsError
from kbdesk.store.translation import translate_os

FILE = "settings.toml"
_WAY_OUT: Final = "Put that right, or take the file from a backup."
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this machine is and how it shows itself.

    `crossing` is a key of the reference data, `desk` one sign 1-9 or A-Z, `scale` the window's size in per cent.
    `drill_epoch_wall` is the wall time at which a drill desk's clock began, aware; None on a real desk.
    `idle_minutes` is how long nobody need touch the window before it locks, `silent_hours` how long a real desk that
    was switched off may have recorded nothing before its clock is to be attested.
    `printer_folder` receives papers as PDF; empty means ``tray`` in the data folder of a drill desk, and none on a real
    one. `printer_paper`, `printer_label` and `printer_plate` are the addresses of printers, each with a second to fall
    back on; with one of them, papers go to no folder; `..._fault` is what kept the last paper from lying there, as
    `kbdesk.domain.printers.LastFault` writes it, empty once one lay there. `signer` is where the next key
    for seals is made; a token is named by its `token_label`, and by the path of its driver, `token_module`.
    `backup_folder` receives a backup at every shift close, empty means ``backups`` in the data folder; `backup_most` of
    them are kept there, and none older than `backup_days`.
    `scanner_layout` and `keyboard_layout` name the layouts that were found of a scanner that is a keyboard and of the
    machine when the scanner was put into service; empty means not found yet.
    `scanner_port` names a serial line (``/dev/ttyACM0``, ``0c2e:0b61``), empty for no scanner there; `scanner_speed` is
    in bits a second. `scan_folder` is where a flatbed scanner puts its pictures, empty for none.
    """

    crossing: str
    desk: str
    shelf: ShelfName = ShelfName.SEEDS
    drill: bool = False
    drill_epoch_wall: datetime | None = None
    language: Language = Language.EN
    style: str = "light"
    scale: int = 100
    idle_minutes: int = 5
    silent_hours: int = 24
    printer_folder: str = ""
    printer_paper: str = ""
    printer_paper_second: str = ""
    printer_label: str = ""
    printer_label_second: str = ""
    printer_plate: str = ""
    printer_plate_second: str = ""
    printer_paper_fault: str = ""
    printer_label_fault: str = ""
    printer_plate_fault: str = ""
    signer: KeyPlace = KeyPlace.FILE
    token_module: str = ""
    token_label: str = ""
    backup_folder: str = ""
    backup_most: int = 30
    backup_days: int = 90
    scanner_layout: str = ""
    keyboard_layout: str = ""
    scanner_port: str = ""
    scanner_framing: Framing = Framing.AUTO
    scanner_speed: int = 9600
    scan_folder: str = ""


_REQUIRED = ("crossing", "desk")
_NUMBERS = {
    "scale": ("per cent", 50, 400),
    "idle_minutes": ("minutes", 1, 60),
    "silent_hours": ("hours", 1, 8760),
    "backup_most": ("backups", 1, 1000),
    "backup_days": ("days", 1, 3660),
    "scanner_speed": ("bits a second", 300, 921_600),
}


BY_TWO: Final = frozenset({"silent_hours", "signer", "token_module", "token_label"})
"""What one alone does not change: it stands for attesting the time, and for the key for seals."""
FOLDERS: Final = ("printer_folder", "backup_folder", "scan_folder")
PRINTERS: Final = tuple(f"printer_{role}{rank}" for role in Role for rank in ("", "_second"))
HELD: Final = (
    *("idle_minutes", "silent_hours", *PRINTERS, *FOLDERS, "backup_most", "backup_days"),
    *("signer", "token_module", "token_label"),
)
"""What a real desk's records hold it to, for somebody could lose by it: who edits the file changes none of it.

What stays is what the machine is, which the records know by themselves, how a window looks, and which scanner is
plugged in, which any officer may choose and whose scans are all shown before they count.
"""


def held(settings: Settings) -> dict[str, str | int]:
    """Return what the records hold of settings, by name."""
    return {name: getattr(settings, name) for name in HELD}


def with_said(settings: Settings, said: Mapping[str, object]) -> Settings:
    """Return settings with what is said of those that are held. Raises `SettingsError` for what cannot be."""
    return replace(settings, **{name: _understood(name, value) for name, value in said.items() if name in HELD})


def typed(name: str, text: str) -> str | int:
    """Return the value of a setting that is held, as somebody typed it. Raises `SettingsError`."""
    if name not in HELD:
        raise SettingsError(f"{name}: is no setting that the records hold; those are {', '.join(HELD)}")
    value: str | int = _understood(name, int(text) if name in _NUMBERS and text.isascii() and text.isdigit() else text)
    return value


def usable_folder(name: str, text: str) -> str:
    """Return the whole path of the folder that is to be a setting. Raises `SettingsError` where it is of no use."""
    path = os.path.realpath(text)
    if not os.path.isdir(path):  # noqa: PTH112 - Path's raises where a folder above may not be entered
        raise SettingsError(f"{name}: {path}: this folder is not there")
    if not os.access(path, (os.R_OK if name == "scan_folder" else os.W_OK) | os.X_OK):
        raise SettingsError(f"{name}: {path}: this folder cannot be {'read' if name == 'scan_folder' else 'written'}")
    return path


def read(folder: Path) -> Settings:
    """Read the settings of a data folder. Raises `SettingsError` with file and key, or `StoreUnavailable`."""
    try:
        return _parsed((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{FILE}: the file is missing from the data folder") from None
    except OSError as error:
        raise translate_os(error, folder) from error
    except SettingsError as error:
        raise SettingsError(f"{FILE}: {error}. {_WAY_OUT}") from None
    except ValueError as error:
        raise SettingsError(f"{FILE}: {_unlike(error)}. {_WAY_OUT}") from None


def write(folder: Path, settings: Settings) -> None:
    """Replace the settings of a data folder, whole or not at all. Raises `StoreUnavailable`."""
    values = {f.name: getattr(settings, f.name) for f in fields(Settings)}
    lines = [f"{name} = {_toml(value)}\n" for name, value in values.items() if value is not None]
    try:
        replace_file(folder / FILE, "".join(lines).encode())
    except UnicodeEncodeError:
        raise SettingsError(f"{FILE}: a setting is not valid text") from None
    except OSError as error:
        raise translate_os(error, folder) from error


@lru_cache(maxsize=2)
def _parsed(text: str) -> Settings:
    """Return what a file says: it is read over and over, and hardly ever changes."""
    data = tomllib.loads(text)
    known = {f.name for f in fields(Settings)}
    for key in data:
        if key not in known:
            raise SettingsError(f"{key}: there is no such setting")
    for key in _REQUIRED:
        if key not in data:
            raise SettingsError(f"{key}: this setting is missing")
    return Settings(**{key: _understood(key, value) for key, value in data.items()})


def _unlike(error: ValueError) -> str:
    """Return where a file is no settings file, as far as what reads it says."""
    line = re.search(r"at line (\d+)", str(error)) if isinstance(error, tomllib.TOMLDecodeError) else None
    return "the file is not as the desk writes it" if line is None else f"line {line[1]} is not as the desk writes it"


def _understood(key: str, value: Any) -> Any:
    if key == "drill":
        return _of(bool, key, value)
    if key in _NUMBERS:
        return _number(key, _of(int, key, value))
    if key == "drill_epoch_wall":
        if _of(datetime, key, value).tzinfo is None:
            raise SettingsError(f"{key}: an instant needs its offset, as in 2022-08-10T08:00:00+02:00")
        return value
    text = _of(str, key, value)
    if key == "desk" and not (len(text) == 1 and text in "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        raise SettingsError(f"{key}: a desk is one sign, 1 to 9 or A to Z")
    if key == "shelf":
        return _word(ShelfName, key, text)
    if key == "language":
        return _word(Language, key, text)
    if key == "signer":
        return _word(KeyPlace, key, text)
    if key == "scanner_framing":
        return _word(Framing, key, text)
    return text


def _number(key: str, value: int) -> int:
    what, least, most = _NUMBERS[key]
    if isinstance(value, bool) or not least <= value <= most:
        raise SettingsError(f"{key}: this must be a number of {what}, {least} to {most}")
    return value


def _of(kind: type, key: str, value: Any) -> Any:
    if not isinstance(value, kind):
        wanted = {bool: "true or false", int: "a whole number", datetime: "an instant", str: "text in quotes"}[kind]
        raise SettingsError(f"{key}: this must be {wanted}")
    return value


def _word(words: type[_Word], key: str, text: str) -> _Word:
    if text not in tuple(words):
        raise SettingsError(f"{key}: this must be one of {', '.join(words)}")
    return words(text)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
