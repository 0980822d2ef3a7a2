"""The register of officers, of the fifth schema."""

STATEMENTS = (
    """
    CREATE TABLE officers (
        name TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        role TEXT NOT NULL,
        standing TEXT NOT NULL,
        since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE second_codes (
        officer TEXT NOT NULL,
        place INTEGER NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        salt TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (officer, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sign_in_attempts (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        entry INTEGER NOT NULL REFERENCES entries (seq),
        counted INTEGER NOT NULL
    ) STRICT
    """,
)
"""A register: who works the desk, in which role, and whether they may sign in. Nobody is ever taken out of it.

Then a register of the codes that are left on supervisors' sheets, of which only digests are kept.
And a register of one row: how far wrong passwords were counted when they were last entered."""
