"""Tables of the fourth schema for the keys of seals and for the trust bundle."""

_SIGNERS = (
    """
    CREATE TABLE signers (
        key TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq),
        requested_at TEXT NOT NULL,
        place TEXT NOT NULL,
        token TEXT NOT NULL,
        signer TEXT NOT NULL,
        public_key TEXT NOT NULL,
        issuer TEXT NOT NULL,
        reference TEXT NOT NULL,
        certificate TEXT NOT NULL,
        state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX signers_in_use ON signers (state) WHERE state = 'in-use'",
    "CREATE UNIQUE INDEX signers_requested ON signers (state) WHERE state = 'requested'",
)
"""A register: the desk's keys, their public halves and certificates. Of each state by name there is one at most."""

_TRUST = (
    """
    CREATE TABLE trust_parts (
        part TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL,
        entry INTEGER NOT NULL REFERENCES entries (seq)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE trust_roots (
        fingerprint TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entries (seq)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Registers: the highest sequence seen of each part of a bundle, and the authorities that two officers trusted."""

_SECRETS = (
    """
    CREATE TABLE signer_secrets (
        key TEXT PRIMARY KEY,
        secret BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
"""Passphrases of key files and PINs of tokens, beside the ledger: not rebuilt from it, for it holds no secrets."""

STATEMENTS = _SIGNERS + _TRUST + _SECRETS
