"""A table of the fifth schema for where officers left off when the desk was locked."""

STATEMENTS = (
    """
    CREATE TABLE bookmarks (
        officer TEXT PRIMARY KEY,
        bookmark TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
"""Beside the ledger like drafts: not rebuilt from it."""
