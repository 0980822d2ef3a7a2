"""The sign of the desk that a store belongs to: given once, and never to another store."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreDamaged, StoreOfAnotherPost


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """The two characters that begin every number: the crossing's letter and the desk; and whether it is a drill's.

    A drill's store never becomes a real desk's: its numbers are on papers that say DRILL.
    """

    letter: str
    desk: str
    drill: bool = False


def give(db: Database, sign: Sign) -> None:
    """Give a new store its sign."""
    db.execute("INSERT INTO post (one, letter, desk, drill) VALUES (1, ?, ?, ?)", (sign.letter, sign.desk, sign.drill))


def require(db: Database, sign: Sign) -> None:
    """Raise `StoreOfAnotherPost` unless the store bears this sign: its numbers would be used twice."""
    row = db.execute("SELECT letter, desk, drill FROM post").fetchone()
    if row is None:
        raise StoreDamaged
    if row != (sign.letter, sign.desk, sign.drill):
        raise StoreOfAnotherPost
