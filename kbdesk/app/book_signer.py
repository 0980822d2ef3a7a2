"""The key by which a desk trusts the books it is handed; a drill desk has the private half too, and signs its own."""

from __future__ import annotations

from pathlib import Path

from kbdesk.icao.signature import new_key, public_key, sign
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.errors import StoreUnavailable
from kbdesk.store.translation import translate_os

PUBLIC = "books.pem"
PRIVATE = "drill_books.pem"


class SignerMissingError(StoreUnavailable):
    """The desk has no key to sign books with."""

    code = "rules.drill-only"
    sentence = "Only a drill desk signs books; a real desk's books are signed by head office."


def make_drill_signer(data: Path) -> None:
    """Put a new key pair into a drill desk's folder; nothing on a drill desk is secret."""
    private = new_key()
    replace_file(data / PRIVATE, private)
    replace_file(data / PUBLIC, public_key(private))


def trusted(data: Path) -> bytes:
    """Return the public key by which books are trusted, PEM, empty where the desk has none."""
    return _read(data / PUBLIC)


def signed_by_drill(data: Path, content: bytes) -> bytes:
    """Return a drill desk's signature of a book. Raises `SignerMissingError` on any other desk."""
    private = _read(data / PRIVATE)
    if not private:
        raise SignerMissingError
    return sign(private, content)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise translate_os(error, path.parent) from error
