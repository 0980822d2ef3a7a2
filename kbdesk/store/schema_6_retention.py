"""Tables of the sixth schema for retention: whose bodies were pruned, how long things are kept, and what is held on."""

from typing import Final

_PRUNED: Final = (
    """
    CREATE TABLE pruned (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq),
        entry INTEGER NOT NULL REFERENCES entries (seq) CHECK (entry > seq)
    ) STRICT
    """,
    "CREATE INDEX pruned_by_entry ON pruned (entry)",
    "DROP TRIGGER bodies_delete_never",
    """
    CREATE TRIGGER bodies_delete_never BEFORE DELETE ON bodies
    WHEN NOT EXISTS (SELECT 1 FROM pruned WHERE seq = OLD.seq)
    BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
    """,
    """
    CREATE TRIGGER bodies_insert_never BEFORE INSERT ON bodies
    WHEN EXISTS (SELECT 1 FROM pruned WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'what was pruned does not come back'); END
    """,
)
"""A register: which entry covers the body that is gone. No body goes before an entry covers it."""

_TERMS: Final = (
    """
    CREATE TABLE retention_terms (
        category TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        days INTEGER NOT NULL CHECK (days > 0),
        basis TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE retention_holds (
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        reason TEXT NOT NULL,
        PRIMARY KEY (kind, number)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Registers: the terms that two officers set, and the cases that a dispute keeps."""

STATEMENTS: Final = _PRUNED + _TERMS
