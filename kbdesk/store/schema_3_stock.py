"""What the third schema adds for numbered blanks, reprints, voids, corrections and extensions: registers all."""

from typing import Final

_STOCK: Final = (
    """
    CREATE TABLE stock_received (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        kind TEXT NOT NULL,
        prefix TEXT NOT NULL,
        width INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        source TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE blanks (
        kind TEXT NOT NULL,
        prefix TEXT NOT NULL,
        width INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= first),
        state TEXT NOT NULL,
        PRIMARY KEY (kind, prefix, width, first)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX blanks_in_drawer ON blanks (kind, prefix, width, first, last) WHERE state = 'in-drawer'",
    "CREATE INDEX blanks_unconfirmed ON blanks (kind, prefix, width, first, last, state) "
    "WHERE state IN ('reserved', 'printed')",
    """
    CREATE TABLE stock_counts (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        kind TEXT NOT NULL,
        counted INTEGER NOT NULL,
        expected INTEGER NOT NULL,
        explanation TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX stock_counts_by_kind ON stock_counts (kind, entry)",
)
"""Blanks stand as stretches of one state, neighbours in the same state always as one, never a row a sheet."""

_PAPERS: Final = (
    *(
        f"ALTER TABLE papers ADD COLUMN {column}"
        for column in (
            "copy INTEGER NOT NULL DEFAULT 0",
            "void INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))",
            "blank TEXT NOT NULL DEFAULT ''",
            "withdrawn INTEGER REFERENCES entries (seq)",
        )
    ),
    "CREATE INDEX papers_by_blank ON papers (kind, blank) WHERE blank <> ''",
)
"""`copy` is 0 for the paper itself; `blank` the number of the sheet it is on; a `withdrawn` one is not printed."""

_VOIDS: Final = (
    """
    CREATE TABLE voids (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        reason TEXT NOT NULL,
        article TEXT NOT NULL,
        superseded_by TEXT NOT NULL,
        UNIQUE (kind, number)
    ) STRICT
    """,
    """
    CREATE TABLE extensions (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        article TEXT NOT NULL,
        UNIQUE (kind, number)
    ) STRICT
    """,
)
"""Why permits and registrations are void and what took their place, and which of them were extended."""

_NUMBERS: Final = (
    """
    CREATE TABLE number_gaps (
        series TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        reason TEXT NOT NULL,
        PRIMARY KEY (series, first)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Serials that no paper will ever bear, and why."""

STATEMENTS: Final = _STOCK + _PAPERS + _VOIDS + _NUMBERS
