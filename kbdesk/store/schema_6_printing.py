"""Table of the sixth schema for printing: the steps of papers on their way to a hand."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE print_steps (
        entry INTEGER PRIMARY KEY REFERENCES entries (seq),
        sealed INTEGER NOT NULL REFERENCES entries (seq),
        place INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('sent', 'reserved', 'unconfirmed', 'spoiled'))
    ) STRICT
    """,
    "CREATE INDEX print_steps_by_paper ON print_steps (sealed, place, entry, state)",
)
"""A register: by which entry a paper was sent, did not come out (reserved again), is doubted, or was spoiled."""
