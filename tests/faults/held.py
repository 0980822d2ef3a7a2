"""What a desk holds after a cut, beside what was told of it before: it opens, is sound, lost nothing, and goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kbdesk.store import connection, ledger
from kbdesk.store.errors import StoreError
from kbdesk.store.store import Store
from tests.faults import oracle
from tests.store.samples import AT, OFFICER, draft, issue, reopen

Opens = Callable[[Path], Store]
"""Opens the desk in a folder."""

LATER: Final = 990


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a store holds, and what is `wrong` with it whatever was told; `entries` are digests by number."""

    wrong: tuple[str, ...] = ()
    entries: Mapping[int, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    drafts: Mapping[str, str] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()


def sound(folder: Path, told: Sequence[str], opens: Opens = reopen) -> list[str]:
    """Return what is wrong with the desk in a folder, given what was told of it before the cut; then let it work on.

    Told are lines: ``entry SEQ DIGEST`` (an act is recorded up to this one), ``failed DIGEST`` (nothing of an act is),
    ``drafting ID DIGEST`` and ``draft ID DIGEST`` (a draft is being kept, and is), ``dropping ID``, and
    ``printed NUMBER-kind`` (a paper lies in the printer).
    """
    held = look(folder, opens)
    return [*held.wrong, *missing(held, told)] or works_on(folder, opens)


@contextmanager
def without_spares() -> Iterator[None]:
    """Have desks opened without spare connections: they serve where a COMMIT fails, which none does while judging."""
    spares = connection.SPARES
    connection.SPARES = 0
    try:
        yield
    finally:
        connection.SPARES = spares


def look(folder: Path, opens: Opens = reopen) -> Held:
    """Open a desk and look at all it holds."""
    try:
        with opens(folder) as store:
            return _held(store)
    except StoreError as error:
        return Held(wrong=(f"does not open: {error.code}",))


def missing(held: Held, told: Sequence[str]) -> list[str]:
    """Return what a desk should hold, by what was told of it, and does not; or holds and should not."""
    wrong, drafts = [], dict[str, set[str]]()
    for line in told:
        what, *words = line.split(" ")
        if what == "entry" and held.entries.get(int(words[0])) != words[1]:
            wrong.append(f"acknowledged and lost: entry {words[0]}")
        elif what == "failed" and words[0] in held.entries.values():
            wrong.append("told as not recorded, and there")
        elif what == "printed" and words[0] not in held.papers:
            wrong.append(f"printed and unknown to the ledger: {words[0]}")
        elif what == "draft":
            drafts[words[0]] = {words[1]}
        elif what == "drafting":
            drafts.setdefault(words[0], {""}).add(words[1])
        elif what == "dropping":
            drafts.setdefault(words[0], {""}).add("")
    for name, allowed in drafts.items():
        if name not in held.recorded and held.drafts.get(name, "") not in allowed:
            wrong.append("a draft lost")
    return wrong


def works_on(folder: Path, opens: Opens = reopen) -> list[str]:
    """Let a desk keep a draft, record an act, tidy up, close and open again; return what it could not."""
    try:
        with opens(folder) as store:
            before = store.last_entry()
            store.save_draft(draft(LATER), officer=OFFICER, at=AT)
            issue(store, LATER)
            store.checkpoint()
            wrong = [] if store.trouble is None else [f"cannot tidy up: {store.trouble.code}"]
        with opens(folder) as store:
            wrong += [] if store.recorded(f"{LATER:016x}") and store.last_entry() == before + 3 else ["cannot go on"]
            wrong += ["chain broken later"] if not store.check().whole else []
            wrong += [f"numbers of {name} later" for name in store.unexplained_numbers()]
    except StoreError as error:
        return [f"cannot go on: {error.code}"]
    return wrong


def digest(kept: object) -> str:
    """Return a short name of a draft's whole content."""
    return hashlib.blake2b(repr(kept).encode(), digest_size=8).hexdigest()


def _held(store: Store) -> Held:
    with store._connection.reads() as db:
        entries = list(ledger.entries(db))
        digests = {seq: digest.hex() for seq, digest in db.execute("SELECT seq, digest FROM entries")}
        papers = db.execute("SELECT number, kind FROM papers").fetchall()
    return Held(
        wrong=tuple(oracle.wrong(store, ())),
        entries=digests,
        papers=frozenset(f"{number}-{kind}" for number, kind in papers),
        drafts={row.id: digest(store.load_draft(row.id)) for row in store.drafts()},
        recorded=frozenset(entry.body["passage"] for entry in entries if "passage" in entry.body),
    )
