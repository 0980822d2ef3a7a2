"""The settings that the records say a desk goes by, whatever its settings file says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kbdesk.store.engine import Database

_SAID: Final = (
    "SELECT e.seq, e.kind, b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
    "WHERE e.kind IN ('desk.opened', 'officer.signed-in') OR e.kind GLOB 'settings.*' ORDER BY e.seq DESC"
)
"""A sign-in names the entry that said them last, so that nobody has to read back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSettings:
    """What the records said last of settings, by name, and in which entry; 0 and nothing where they never did.

    `former` is what the file said when that entry was made, of the settings that it changed and of those that the file
    had not followed before; empty once somebody has signed in since.
    """

    entry: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    former: Mapping[str, Any] = field(default_factory=dict)


def said(db: Database) -> SaidSettings:
    """Return what the records said last."""
    for seq, kind, body in db.execute(_SAID):
        told = json.loads(body)
        if kind == "officer.signed-in":
            return _at(db, int(told["settings"])) if "settings" in told else SaidSettings()
        if "settings" in told:
            return SaidSettings(entry=int(seq), settings=told["settings"], former=told.get("former", {}))
    return SaidSettings()


def _at(db: Database, entry: int) -> SaidSettings:
    (body,) = db.execute("SELECT body FROM bodies WHERE seq = ?", (entry,)).fetchone()
    return SaidSettings(entry=entry, settings=json.loads(body)["settings"])
