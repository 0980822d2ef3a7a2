"""The tables of the search index: beside the ledger, filled behind it, dropped and filled again at will."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE search_cursor (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        entry INTEGER NOT NULL
    ) STRICT
    """,
    "INSERT INTO search_cursor (one, entry) VALUES (1, 0)",
    """
    CREATE TABLE search_items (
        entry INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        born TEXT NOT NULL,
        plate TEXT NOT NULL,
        document TEXT NOT NULL,
        envelope TEXT NOT NULL,
        on_day TEXT NOT NULL,
        officer TEXT NOT NULL,
        passage TEXT NOT NULL,
        card TEXT NOT NULL,
        words TEXT NOT NULL,
        keys TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE search_keys (
        key TEXT NOT NULL,
        entry INTEGER NOT NULL,
        PRIMARY KEY (key, entry)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE search_words (
        id INTEGER PRIMARY KEY,
        word TEXT NOT NULL UNIQUE,
        uses INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE search_deletions (
        key TEXT NOT NULL,
        word INTEGER NOT NULL,
        PRIMARY KEY (key, word)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX search_deletions_by_word ON search_deletions (word)",
    """
    CREATE TABLE search_postings (
        word INTEGER NOT NULL,
        entry INTEGER NOT NULL,
        PRIMARY KEY (word, entry)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE search_pairs (
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        entry INTEGER NOT NULL,
        PRIMARY KEY (low, high, entry)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE search_subjects (
        subject TEXT NOT NULL,
        entry INTEGER NOT NULL,
        PRIMARY KEY (subject, entry)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX search_subjects_by_entry ON search_subjects (entry)",
    """
    CREATE TRIGGER search_forgets_a_body AFTER DELETE ON bodies
    BEGIN
        DELETE FROM search_items WHERE entry = OLD.seq;
        DELETE FROM search_subjects WHERE entry = OLD.seq;
    END
    """,
    """
    CREATE TRIGGER search_forgets_an_item AFTER DELETE ON search_items
    BEGIN
        DELETE FROM search_keys WHERE entry = OLD.entry AND key IN (SELECT value FROM json_each(OLD.keys));
        DELETE FROM search_pairs WHERE entry = OLD.entry AND (low, high) IN
            (SELECT a.value, b.value FROM json_each(OLD.words) a, json_each(OLD.words) b);
        DELETE FROM search_postings WHERE entry = OLD.entry AND word IN (SELECT value FROM json_each(OLD.words));
        UPDATE search_words SET uses = uses - 1 WHERE id IN (SELECT value FROM json_each(OLD.words));
        DELETE FROM search_words WHERE uses = 0 AND id IN (SELECT value FROM json_each(OLD.words));
    END
    """,
    """
    CREATE TRIGGER search_forgets_a_word AFTER DELETE ON search_words
    BEGIN DELETE FROM search_deletions WHERE word = OLD.id; END
    """,
)
"""A body that is removed takes with it, in the same transaction, all that the index knew of it, its rare words too."""

TABLES: Final = (
    *("search_cursor", "search_items", "search_keys", "search_words", "search_deletions"),
    *("search_postings", "search_pairs", "search_subjects"),
)
"""No registers of the ledger: what `kbdesk.store.search` drops and fills again."""
