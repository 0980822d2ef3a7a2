"""Seals for papers that are drawn to look at: signed by a key that everybody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from kbdesk.desk.ports import Signer
from kbdesk.desk.sealing import Sealing
from kbdesk.domain.paper import Paper
from kbdesk.icao.seal import definitions, signature

_KEY: Final = ec.derive_private_key(4711, ec.SECP256R1())
_DEFINITIONS: Final = definitions.load(
    {file.name: file.read_bytes() for file in (Path(__file__).parents[1] / "resources" / "seals").glob("*.toml")}
)


class _SampleSigner:
    """A signer of drills with the same key in every run, so that papers drawn twice are the same."""

    issuer, id, reference = "UTO", "UTDR", "1"
    valid_from, valid_until = date(2005, 1, 1), date(2049, 12, 31)

    def seals_until(self) -> date:
        return self.valid_until

    def ready(self) -> Signer:
        return self

    def sign(self, message: bytes) -> bytes:
        return signature.sign(_KEY, message)


_SEALING: Final = Sealing(signers=_SampleSigner(), definitions=lambda: _DEFINITIONS)


def sealed(paper: Paper) -> Paper:
    """Return a paper under its seal, where its kind bears one."""
    return _SEALING.sealed(paper)
