"""The tables of custody and return in the third schema."""

from typing import Final

_ENVELOPES: Final = tuple(
    f"ALTER TABLE envelopes ADD COLUMN {column}"
    for column in (
        "holder TEXT NOT NULL DEFAULT ''",
        "given_back TEXT NOT NULL DEFAULT '[]'",
        "seal_number TEXT NOT NULL DEFAULT ''",
        "photograph TEXT NOT NULL DEFAULT ''",
        "crossing TEXT NOT NULL DEFAULT ''",
        "missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1))",
    )
)

_CUSTODY: Final = (
    "CREATE INDEX envelopes_held ON envelopes (held_for, number) WHERE state = 'held'",
    """
    CREATE TABLE custody_steps (
        envelope TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        PRIMARY KEY (envelope, entry)
    ) STRICT, WITHOUT ROWID
    """,
)

_RETURNS: Final = (
    """
    CREATE TABLE returns (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        kind TEXT NOT NULL,
        returned TEXT NOT NULL,
        envelope TEXT NOT NULL,
        collector TEXT NOT NULL,
        lost INTEGER NOT NULL CHECK (lost IN (0, 1)),
        overstay_days INTEGER NOT NULL,
        closed INTEGER NOT NULL CHECK (closed IN (0, 1))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX returns_by_returned ON returns (returned, kind)",
    """
    CREATE TABLE claims (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        kind TEXT NOT NULL,
        claimed TEXT NOT NULL,
        crossing TEXT NOT NULL,
        desk TEXT NOT NULL,
        state TEXT NOT NULL,
        UNIQUE (claimed, kind)
    ) STRICT, WITHOUT ROWID
    """,
)

STATEMENTS: Final = _ENVELOPES + _CUSTODY + _RETURNS
