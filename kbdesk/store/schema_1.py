"""The first released schema: ledger, registers, number series, drafts. Never to be edited, only followed."""

_LEDGER = (
    """
    CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        machine_at TEXT NOT NULL,
        officer TEXT NOT NULL,
        kind TEXT NOT NULL,
        body_digest BLOB NOT NULL CHECK (length(body_digest) = 32),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        digest BLOB NOT NULL CHECK (length(digest) = 32)
    ) STRICT
    """,
    """
    CREATE TABLE bodies (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq),
        salt BLOB NOT NULL CHECK (length(salt) = 16),
        body BLOB NOT NULL
    ) STRICT
    """,
    *(
        f"""
        CREATE TRIGGER {table}_{verb.lower()}_never BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """
        for table in ("entries", "bodies")
        for verb in ("UPDATE", "DELETE")
    ),
)

_REGISTERS = (
    """
    CREATE TABLE passages (
        passage TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        card TEXT NOT NULL,
        PRIMARY KEY (passage, entry)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE permits (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        card TEXT NOT NULL,
        envelope TEXT NOT NULL,
        state TEXT NOT NULL,
        measure TEXT NOT NULL,
        disposition TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX permits_by_document ON permits (document)",
    """
    CREATE TABLE registrations (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        card TEXT NOT NULL,
        envelope TEXT NOT NULL,
        state TEXT NOT NULL,
        measure TEXT NOT NULL,
        disposition TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        plate TEXT NOT NULL,
        old_plate TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX registrations_by_plate ON registrations (plate)",
    "CREATE INDEX registrations_by_old_plate ON registrations (old_plate)",
    """
    CREATE TABLE envelopes (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        card TEXT NOT NULL,
        slot TEXT NOT NULL,
        state TEXT NOT NULL,
        held_for TEXT NOT NULL,
        contents TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE refusals (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        card TEXT NOT NULL,
        decision TEXT NOT NULL,
        reason TEXT NOT NULL,
        article TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE papers (
        sealed INTEGER NOT NULL REFERENCES entries (seq),
        place INTEGER NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        card TEXT NOT NULL,
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        printed INTEGER REFERENCES entries (seq),
        PRIMARY KEY (sealed, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX papers_by_number ON papers (number)",
    "CREATE INDEX papers_unprinted ON papers (sealed, place) WHERE printed IS NULL",
    """
    CREATE TABLE fees (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        card TEXT NOT NULL,
        number TEXT NOT NULL,
        code TEXT NOT NULL,
        amount TEXT NOT NULL,
        currency TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE counts (
        on_day TEXT NOT NULL,
        direction TEXT NOT NULL,
        measure TEXT NOT NULL,
        cards INTEGER NOT NULL,
        PRIMARY KEY (on_day, direction, measure)
    ) STRICT, WITHOUT ROWID
    """,
)

_BESIDE = (
    """
    CREATE TABLE post (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        letter TEXT NOT NULL,
        desk TEXT NOT NULL,
        drill INTEGER NOT NULL CHECK (drill IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE series (
        name TEXT PRIMARY KEY,
        last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        officer TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        parked INTEGER NOT NULL,
        title TEXT NOT NULL,
        cards INTEGER NOT NULL,
        draft TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

STATEMENTS = _LEDGER + _REGISTERS + _BESIDE
