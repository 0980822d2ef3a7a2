"""Why no seal could be signed: one plain sentence each, and the same as a code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "signer.missing": "This desk has no signer: import the certificate of head office. Nothing was recorded.",
        "signer.not-yet": "The signer {signer} seals from {on} only; nothing was recorded.",
        "signer.expired": "The signer {signer} seals until {on} only; nothing was recorded.",
        "signer.revoked": "The signer {signer} was revoked; nothing was recorded.",
        "signer.file-missing": "The file {file} with the signer's key is not in the data folder; nothing was recorded.",
        "signer.file-damaged": "The file {file} with the signer's key does not open; nothing was recorded.",
        "signer.passphrase-missing": "The records hold no passphrase for the key of {signer}; nothing was recorded.",
        "signer.other-key": "The key is not the one in the certificate of {signer}; nothing was recorded.",
        "signer.module-missing": "The token's driver {module} cannot be loaded; nothing was recorded.",
        "signer.token-missing": "The token {token} is not in its reader; put it in. Nothing was recorded.",
        "signer.token-pin": "The token {token} does not open with this PIN; nothing was recorded.",
        "signer.token-pin-missing": "The desk's records hold no PIN for the token {token}; nothing was recorded.",
        "signer.token-locked": "The token {token} is locked after too many wrong PINs; nothing was recorded.",
        "signer.token-key": "The token {token} has no key named {label}; nothing was recorded.",
        "signer.token-failed": "The token {token} did not sign; nothing was recorded.",
    }
)


class SignerError(Exception):
    """No seal could be signed; the text is one plain sentence.

    `code` (a key of `SENTENCES`) and `values` say the same for a catalog (``fault.<code>``).
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
