"""Why the desk or head office would not do something with keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "keys.second-missing": "This takes two officers: a second one must give their own name and password.",
        "keys.supervisor-missing": "At least one of the two officers must be a supervisor.",
        "keys.supervisor-only": "Only a supervisor may ask for a certificate.",
        "keys.root-missing": "This desk trusts no authority yet: give the fingerprint on head office's paper.",
        "keys.root-other": "No authority in the bundle has the fingerprint that was given; nothing was imported.",
        "keys.root-bad": "A fingerprint is 64 hexadecimal digits.",
        "keys.trust-missing": "This desk has no trust part of head office yet; import its bundle first.",
        "keys.request-missing": "The certificate is of no key that this desk asked a certificate for.",
        "keys.certificate-known": "This certificate was imported already.",
        "keys.other-signer": "The certificate is of {offered}, and this desk seals as {signer}.",
        "keys.none-ready": "No certified key stands ready to follow; request one and import its certificate first.",
        "keys.none-in-use": "This desk has no signer in use.",
        "keys.drill-mixed": "An authority of drills (UT) is for drill desks only, and theirs is no other.",
        "keys.reason-missing": "Say why in one line of up to {most} characters.",
        "keys.office-exists": "There is an authority in this folder already; it was left as it is.",
        "keys.office-missing": "There is no authority in this folder.",
        "keys.office-damaged": "The trust part in this folder is not by the authority in it.",
        "keys.passphrase-short": "The passphrase of an authority has at least {least} characters.",
        "keys.clock": "Only the authority of drills (UT) takes another instant than the clock's.",
    }
)


class KeysError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
