"""What a sound desk is, whatever was done to it: nothing told is lost, nothing is half done, nothing stands twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.store import ledger
from kbdesk.store.ledger import Entry
from kbdesk.store.store import Store

Told = tuple[str, str, str]
"""What was said to be done: the kind of its entry, a key of the entry's body and its value."""

SEALED: Final = "papers.sealed"
DRAWN: Final = frozenset(
    {
        "surrender.recorded",
        "swap.recorded",
        "refusal.recorded",
        "referral.recorded",
        "warning.recorded",
        "fine.recorded",
        "confiscation.recorded",
        "return.recorded",
        "claim.recorded",
        "custody.transferred",
        "fee-receipt.recorded",
        "shift.closed",
    }
)
"""The entries beside which papers are sealed in the same act, unless they were entered late."""
FOLLOWED_BY: Final = MappingProxyType({"fee.paid": "fee-receipt.recorded", "fee.waived": "fee-receipt.recorded"})
"""The entry that comes next in the same act."""
ONCE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "surrender.recorded": "number",
        "swap.recorded": "number",
        "custody.held": "envelope",
        "refusal.recorded": "number",
        "return.recorded": "number",
        "shift.opened": "shift",
        "shift.closed": "shift",
    }
)
"""The entries that give a number away or end what it stands for, and the key under which it may stand only once."""


def wrong(store: Store, told: Iterable[Told], *, tray: Path | None = None, deep: bool = True) -> list[str]:
    """Return what is wrong with a desk's records, given what was said to be done and the papers in a tray.

    Not `deep` leaves out that the registers are built anew, which takes longest.
    """
    found = [] if store.check().whole else ["chain broken"]
    with store._connection.reads() as db:
        entries = list(ledger.entries(db))
        sound = db.execute("PRAGMA quick_check").fetchall() if deep else [("ok",)]
    found += [] if sound == [("ok",)] else ["file damaged"]
    found += [f"registers differ: {name}" for name in (store.rebuild_compare() if deep else ())]
    found += [f"a number without its entry: {series}" for series in store.unexplained_numbers()]
    found += [f"acknowledged and lost: {kind}" for kind, *rest in told if not _stands(entries, kind, *rest)]
    found += [f"a blank in two states: {kind}" for kind in PaperKind if not store.stock.line(kind).adds_up]
    found += [*_twice(entries), *_half(entries), *_both(store, entries)]
    return found + ([] if tray is None else [*_unknown(entries, tray)])


def _stands(entries: Iterable[Entry], kind: str, key: str, value: str) -> bool:
    return any(entry.kind == kind and str(entry.body.get(key)) == value for entry in entries)


def _twice(entries: Iterable[Entry]) -> Iterator[str]:
    given = Counter((one.kind, one.body[ONCE[one.kind]]) for one in entries if one.kind in ONCE)
    yield from (f"twice: {kind}" for (kind, _), count in given.items() if count > 1)
    blanks = Counter((line["kind"], line["blank"]) for line in _papers(entries) if line.get("blank"))
    yield from (f"a blank on two papers: {kind}" for (kind, _), count in blanks.items() if count > 1)


def _half(entries: Sequence[Entry]) -> Iterator[str]:
    sealed = {line["entry"] for line in _papers(entries)}
    drawn = (one for one in entries if one.kind in DRAWN and not one.body.get("form_number"))
    yield from (f"without its papers: {one.kind}" for one in drawn if one.digest not in sealed)
    for one, after in zip_longest(entries, entries[1:]):
        if one.kind in FOLLOWED_BY and (after is None or after.kind != FOLLOWED_BY[one.kind]):
            yield f"half an act: {one.kind}"
    envelopes = {one.body["envelope"] for one in entries if one.kind == "custody.held"}
    taken = (one for one in entries if one.kind == "surrender.recorded" and one.body["envelope"])
    yield from (f"without its envelope: {one.kind}" for one in taken if one.body["envelope"] not in envelopes)


def _both(store: Store, entries: Iterable[Entry]) -> Iterator[str]:
    done = {entry.body.get("passage") for entry in entries if entry.kind in DRAWN}
    kept = (store.load_draft(row.id) for row in store.drafts() if row.id in done)
    yield from ("a draft and its record" for draft in kept if draft is not None and not draft.done)


def _unknown(entries: Iterable[Entry], tray: Path) -> Iterator[str]:
    known = {line["sha256"] for line in _papers(entries)}
    there = {hashlib.sha256(file.read_bytes()).hexdigest() for file in tray.glob("[!.]*.pdf")}
    yield from ("a paper that no entry knows" for _ in there - known)
    said = {entry.body["sha256"] for entry in entries if entry.kind == "paper.printed"}
    yield from ("entered as printed and nowhere" for _ in said - there)


def _papers(entries: Iterable[Entry]) -> Iterator[Mapping[str, Any]]:
    return (line for entry in entries if entry.kind == SEALED for line in entry.body["papers"])
