"""Tables of the fifth schema for envelopes that came from other crossings."""

STATEMENTS = (
    """
    CREATE TABLE custody_received (
        envelope TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        crossing TEXT NOT NULL,
        held_for TEXT NOT NULL,
        kind TEXT NOT NULL,
        valid_until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX custody_received_for ON custody_received (held_for)",
)
"""A register: from which crossing an envelope came last, and the paper of another desk that it was taken for."""
