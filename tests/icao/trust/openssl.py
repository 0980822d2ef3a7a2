"""The OpenSSL command line as a second opinion."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path


class OpenSsl:
    """Runs OpenSSL in a folder; `file` puts a file there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str, data: bytes | str) -> str:
        (self._folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return name

    def __call__(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self._folder, capture_output=True, text=True, timeout=20, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def verifies(self, certificate: str, *, csca: str, crl: str, at: datetime) -> tuple[bool, str]:
        code, said = self(
            "verify", "-attime", str(int(at.timestamp())), "-x509_strict", "-crl_check",
            "-CAfile", csca, "-CRLfile", crl, certificate,
        )  # fmt: skip
        return code == 0, said
