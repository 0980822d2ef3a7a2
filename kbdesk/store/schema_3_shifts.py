"""What the third schema adds for shifts, fees settled, the crossing's status and emergency forms: registers all."""

_SHIFTS = (
    """
    CREATE TABLE shifts (
        id TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        opened_at TEXT NOT NULL,
        opened_by TEXT NOT NULL,
        officer TEXT NOT NULL,
        float_amount TEXT NOT NULL,
        custody INTEGER NOT NULL,
        stock TEXT NOT NULL,
        explanation TEXT NOT NULL,
        closed INTEGER REFERENCES entries (seq),
        closed_at TEXT,
        cash_left TEXT,
        custody_left INTEGER,
        stock_left TEXT
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX shifts_open ON shifts ((closed IS NULL)) WHERE closed IS NULL",
    "CREATE INDEX shifts_by_entry ON shifts (entry)",
)
"""The index allows one open shift and no more."""

_FEES = (
    "CREATE INDEX fees_by_number ON fees (number)",
    """
    CREATE TABLE settlements (
        charge INTEGER PRIMARY KEY REFERENCES entries (seq),
        entry INTEGER NOT NULL REFERENCES entries (seq),
        means TEXT NOT NULL,
        amount TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX settlements_by_entry ON settlements (entry)",
    """
    CREATE TABLE drawer_counts (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        shift TEXT NOT NULL,
        expected TEXT NOT NULL,
        counted TEXT NOT NULL,
        explanation TEXT NOT NULL
    ) STRICT
    """,
)
"""A settlement belongs to the entry that charged; `means` is empty where the fee was waived."""

_CROSSING = (
    """
    CREATE TABLE crossing_orders (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        at TEXT NOT NULL,
        officer TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        order_reference TEXT NOT NULL,
        ordered_by TEXT NOT NULL,
        from_at TEXT NOT NULL,
        until TEXT NOT NULL
    ) STRICT
    """,
)

_EMERGENCY = (
    """
    CREATE TABLE emergency_forms (
        number TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        printed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE emergency_lines (
        form TEXT NOT NULL REFERENCES emergency_forms (number),
        line INTEGER NOT NULL,
        series TEXT NOT NULL,
        number TEXT NOT NULL,
        envelope TEXT NOT NULL,
        used INTEGER REFERENCES entries (seq),
        PRIMARY KEY (form, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX emergency_lines_by_number ON emergency_lines (series, number)",
)
"""A line of a form carries a number of its series, and the number of an envelope where something may be taken."""

STATEMENTS = _SHIFTS + _FEES + _CROSSING + _EMERGENCY
