"""Who works a desk: their names, roles and standing, and what each role may enter in the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST_NAME: Final = 64
RECOVERY: Final = "recovery"
"""The name under which the sealed recovery code signs in; no officer bears it."""


class Role(StrEnum):
    """What somebody is at a desk."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Standing(StrEnum):
    """Whether somebody may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOfficer:
    """An officer as the records have them."""

    name: str
    role: Role
    standing: Standing
    since: datetime

    @property
    def active(self) -> bool:
        """Tell whether they may sign in."""
        return self.standing is Standing.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSlot:
    """The key slot of somebody's password as the records have it: its digest, empty where only the key file knows it.

    `given` tells that the password is known to who gave it, so that it opens nothing but the way to one of their own.
    """

    digest: str
    given: bool = False

    @staticmethod
    def told(slots: Mapping[str, KnownSlot]) -> dict[str, object]:
        """Return what an entry says of slots, by name."""
        given = sorted(name for name, one in slots.items() if one.given)
        return {"slots": {name: one.digest for name, one in slots.items()}, **({"given": given} if given else {})}


PRINTERS_CHOSEN: Final = "settings.printers-chosen"
"""The kind of entry that says where papers are printed from then on."""
BACKUPS_CHOSEN: Final = "settings.backups-chosen"
"""The kind of entry that says where the backups of shift closes lie from then on."""
SCANS_CHOSEN: Final = "settings.scans-chosen"
"""The kind of entry that says into which folder a flatbed scanner puts its pictures from then on."""
SETTINGS_CHANGED: Final = "settings.changed"
"""The kind of entry that says what some of the settings that the records hold are from then on."""
PAPER_FOLDER_CHANGED: Final = "settings.paper-folder-changed"
"""The kind of entry that says the same, and into which folder a real desk's papers go: unencrypted, for all to copy."""
_OWN: Final = frozenset({"officer.signed-in", "officer.password-changed"})
"""What anybody may enter about themselves."""
_BOOKS: Final = frozenset({"search.asked", "search.exported", "case.viewed", "ledger.exported", "papers.exported"})
_KEEPING: Final = frozenset(
    {
        *("backup", "signer", "bundle", "officer", "settings", "retention", "store"),
        *("registers.rebuilt", "ledger.exported", "numbers.skipped", "watchlist.imported"),
    }
)
"""What keeps the machine, its keys and its people; a noun alone stands for all its kinds."""
MAY_ENTER: Final[Mapping[Role, frozenset[str]]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: _OWN | _KEEPING,
        Role.AUDITOR: _OWN | _BOOKS,
    }
)
"""The kinds of entries of the roles that decide nothing; officers and supervisors decide."""
_OF_CASES: Final = frozenset({"retention.told", "retention.held"})
"""What is entered of somebody's case, though its noun is one of those that keep the machine."""
_BY_SUPERVISOR: Final = frozenset(
    {
        *("officer.added", "officer.suspended", "officer.resumed", "officer.role-changed", "officer.reset"),
        *("officer.codes-printed", "store.rekeyed", PRINTERS_CHOSEN, BACKUPS_CHOSEN, SETTINGS_CHANGED),
        *(PAPER_FOLDER_CHANGED, "retention.terms-set", "retention.pruned", "retention.released"),
        *("retention.copies-removed", "retention.papers-removed", "retention.told"),
    }
)
_BY_ADMINISTRATOR: Final = frozenset({PAPER_FOLDER_CHANGED})
_BY_TWO: Final = frozenset(
    {
        *("rulebook.activated", "suspension.lifted", "shelf.changed", "finding.overridden", "clock.attested"),
        *("signer.imported", "signer.rolled", "signer.revoked", "bundle.imported", "store.rekeyed", "backup.restored"),
        *("officer.added", "officer.resumed", "officer.role-changed", "officer.reset", "custody.destroyed"),
        *("retention.terms-set", "retention.pruned", "retention.copies-removed"),
    }
)
_WITH_SECOND: Final = _BY_TWO | {
    *("rulebook.suspended", "suspension.signed", "shift.handed-over", "shift.closed"),
    *("watchlist.imported", SETTINGS_CHANGED, PAPER_FOLDER_CHANGED),
    *("surrender.recorded", "swap.recorded", "warning.recorded", "fine.recorded", "confiscation.recorded"),
    *("refusal.recorded", "referral.recorded", "passage.counted"),
}
"""What an officer may sign beside another: always, for what it is about, or because it is entered late."""


def takes_two(kind: str) -> bool:
    """Tell whether an entry of a kind is never one officer's alone, whatever it is about.

    >>> takes_two("shelf.changed"), takes_two("officer.suspended")
    (True, False)
    """
    return kind in _BY_TWO


def takes_second(kind: str) -> bool:
    """Tell whether the `second` of an entry of a kind is an officer who signs beside the one who acts.

    >>> takes_second("shift.closed"), takes_second("settings.printers-chosen")
    (True, False)
    """
    return kind in _WITH_SECOND


def may_enter(role: Role, kind: str) -> bool:
    """Tell whether a role may make an entry of a kind, alone or beside another.

    >>> may_enter(Role.AUDITOR, "ledger.exported"), may_enter(Role.AUDITOR, "surrender.recorded")
    (True, False)
    """
    if role is Role.OFFICER:
        return kind not in _BY_SUPERVISOR
    if role is Role.SUPERVISOR:
        return kind not in _BY_ADMINISTRATOR
    if kind in _OF_CASES:
        return False
    allowed = MAY_ENTER[role]
    return kind in allowed or kind.partition(".")[0] in allowed


def decides(role: Role) -> bool:
    """Tell whether a role decides cases: works passages, hands back, and is told at once what bears on them.

    >>> decides(Role.OFFICER), decides(Role.AUDITOR)
    (True, False)
    """
    return may_enter(role, "surrender.recorded")


def may_second(role: Role, kind: str) -> bool:
    """Tell whether a role may sign such an entry as the second of two.

    >>> may_second(Role.OFFICER, "officer.added"), may_second(Role.AUDITOR, "finding.overridden")
    (True, False)
    """
    return role in (Role.OFFICER, Role.SUPERVISOR) or (role is Role.ADMINISTRATOR and may_enter(role, kind))


def usable_name(name: str) -> bool:
    """Tell whether a name can be an officer's: 1 to 64 characters that can be seen, none at the ends a space."""
    plain = unicodedata.normalize("NFC", name) == name and name.isprintable() and name.strip() == name
    return plain and 0 < len(name) <= LONGEST_NAME and name.casefold() != RECOVERY
