"""Synthetic people, vehicles and acts for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import sqlcipher3

from kbdesk.domain.passage import CardDecision, Document, Override, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store, create_store, open_store

KEY = bytes(range(48))
AT = datetime(2022, 8, 10, 8, 0, tzinfo=timezone(timedelta(hours=2)))
MACHINE_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
OFFICER = "officer"
PAPER_KINDS = ("permit", "surrender-receipt", "envelope-label")
SURNAME = "Zukorlić-Probni"
BASIS = {part: {language: f"{part} {language} " * 40 for language in ("sq", "sr", "en")} for part in ("title", "text")}


def machine_now() -> datetime:
    return MACHINE_AT


def create(folder: Path) -> Store:
    return create_store(folder, key=bytearray(KEY), letter="J", desk="2", machine_now=machine_now)


def reopen(folder: Path, *, reading: bool = False, drill: bool = False) -> Store:
    return open_store(
        folder, key=bytearray(KEY), letter="J", desk="2", machine_now=machine_now, reading=reading, drill=drill
    )


def onlooker(folder: Path) -> Any:
    """A connection of somebody who has the key and SQLite, and looks from outside."""
    connection = sqlcipher3.connect(str(folder / "desk.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    return connection


def intruder(folder: Path) -> Any:
    """An onlooker who does away with our rules."""
    connection = onlooker(folder)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def draft(number: int = 1) -> PassageDraft:
    return PassageDraft(
        id=f"{number:016x}",
        travelers=(
            TravelerDraft(
                surname=SURNAME,
                given_names="Проба Ђоковић",
                document_issuing_state="SRB",
                document_number=f"{number:09d}",
                documents=(Document(type="passport", number="P123"),),
                reasons={"name.truncated": "compared with the face page"},
                overrides=(Override(finding="plate.unknown", field="plate", reason="seen"),),
                decision=CardDecision(action="refuse", reason="declined-to-surrender"),
            ),
        ),
        vehicle=VehicleDraft(plate="km 123-ab", holder_surname="Gashi"),
        done=("traveler[1]",),
    )


def surrender(number: str, envelope: str, passage: str, document: str) -> dict[str, object]:
    return {
        "passage": passage,
        "card": "traveler[1]",
        "number": number,
        "envelope": envelope,
        "valid_from": "2022-08-10",
        "valid_until": "2022-11-10",
        "disposition": "held",
        "measure": "permit",
        "document_issuing_state": "SRB",
        "document_number": document,
        "surname": SURNAME,
        "basis": BASIS,
    }


def issue_in(act: StoreAct, number: int) -> str:
    """Do what the desk does for one permit; return its number."""
    passage = f"{number:016x}"
    permit, envelope = act.number(Series.PERMIT), act.number(Series.ENVELOPE)
    digest = act.append("surrender.recorded", surrender(permit, envelope, passage, f"{number:09d}"))
    held = {"passage": passage, "card": "traveler[1]", "envelope": envelope, "slot": "A1", "number": permit}
    act.append("custody.held", {**held, "contents": ["identity card"]})
    papers = [
        {"kind": kind, "number": permit, "sha256": f"{place}" * 64, "entry": digest, "card": "traveler[1]"}
        for place, kind in enumerate(PAPER_KINDS)
    ]
    act.append("papers.sealed", {"passage": passage, "papers": papers})
    act.drop_draft(passage)
    return permit


def issue(store: Store, number: int) -> str:
    with store.act(at=AT, officer=OFFICER) as act:
        return issue_in(act, number)
