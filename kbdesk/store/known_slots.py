"""Which slot each officer's password is to open: the records say so, whatever the key file holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from kbdesk.domain.officers import KnownSlot
from kbdesk.store.engine import Database

_WHOLE: Final = frozenset({"desk.opened", "officers.known", "store.rekeyed", "officer.signed-in"})
"""Kinds that say all slots at once; a sign-in does, so that nobody has to read back to the desk's first entry."""
_OF_ONE: Final = frozenset({"officer.added", "officer.resumed", "officer.reset", "officer.password-changed"})
_SUSPENDED: Final = "officer.suspended"
_KINDS: Final = (*sorted(_WHOLE | _OF_ONE), _SUSPENDED)
_SAID: Final = (
    "SELECT e.kind, b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
    f"WHERE e.kind IN ({', '.join('?' * len(_KINDS))}) ORDER BY e.seq DESC"
)


def known(db: Database) -> Mapping[str, KnownSlot] | None:
    """Return the slots by name, None where the records are an older version's, which did not say them.

    An entry of such a version since then leaves its officer with a slot of which nothing is known. Who was suspended
    since the last sign-in is among them: a kill may have left their slot in the file.
    """
    since = list[tuple[str, Mapping[str, Any]]]()
    found: dict[str, KnownSlot] | None = None
    for kind, body in db.execute(_SAID, _KINDS):
        said = json.loads(body)
        if kind in _WHOLE and "slots" in said:
            found = _told(said, said["slots"])
            break
        since.append((kind, said))
    if found is None or any(kind == "store.rekeyed" for kind, _ in since):
        return None
    for kind, said in reversed(since):
        if kind == _SUSPENDED and said["name"] in found:
            found[said["name"]] = replace(found[said["name"]], given=False)
        elif kind in _OF_ONE:
            found |= _told(said, [said["name"]] if "name" in said else [one["name"] for one in said["officers"]])
    return found


def _told(said: Mapping[str, Any], names: Collection[str]) -> dict[str, KnownSlot]:
    digests, given = said.get("slots", {}), said.get("given", ())
    return {name: KnownSlot(digest=digests.get(name, ""), given=name in given) for name in names}
