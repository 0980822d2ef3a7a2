"""The second released schema: people, watchlist, orders. Never to be edited once released, only followed."""

_PEOPLE = (
    """
    CREATE TABLE people (
        key TEXT NOT NULL,
        number TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        PRIMARY KEY (key, number)
    ) STRICT, WITHOUT ROWID
    """,
)
"""A register: the keys by which the holder of a permit is found, several a permit (`domain.people.keys`)."""

_WATCHLIST = (
    """
    CREATE TABLE watchlist (
        line INTEGER PRIMARY KEY,
        reference TEXT NOT NULL,
        document_number TEXT NOT NULL,
        issuing_state TEXT NOT NULL,
        surname TEXT NOT NULL,
        given_names TEXT NOT NULL,
        birth_date TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE watchlist_keys (
        key TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES watchlist (line) ON DELETE CASCADE,
        PRIMARY KEY (key, line)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE watchlist_import (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        imported_at TEXT NOT NULL,
        lines INTEGER NOT NULL,
        sha256 TEXT NOT NULL
    ) STRICT
    """,
)
"""The imported list, beside the ledger: not rebuilt from it, for the ledger holds no names of the list."""

_ORDERS = (
    """
    CREATE TABLE books (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        id TEXT NOT NULL,
        file TEXT NOT NULL,
        text TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        signature TEXT NOT NULL,
        activated_at TEXT NOT NULL,
        officer TEXT NOT NULL,
        second TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE suspensions (
        id TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        book TEXT NOT NULL,
        article TEXT NOT NULL,
        order_reference TEXT NOT NULL,
        suspended_at TEXT NOT NULL,
        officer TEXT NOT NULL,
        second TEXT NOT NULL,
        until TEXT NOT NULL,
        crossings TEXT NOT NULL,
        directions TEXT NOT NULL,
        signed INTEGER REFERENCES entries (seq),
        lifted INTEGER REFERENCES entries (seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX suspensions_standing ON suspensions (entry) WHERE lifted IS NULL",
)
"""Registers: what officers ordered of the law. A book's text stands here too, so that no pruning takes the law away."""

STATEMENTS = _PEOPLE + _WATCHLIST + _ORDERS
