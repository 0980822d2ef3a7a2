"""The trust bundle in the data folder: public data, put in place whole."""

from __future__ import annotations

from pathlib import Path

from kbdesk.store.folder_files import FolderFiles
from kbdesk.store.translation import translate_os

FILE = "trust.bundle"


class BundleFile:
    """Implements `kbdesk.desk.keys_ports.TrustFile` in a data folder."""

    def __init__(self, data: Path) -> None:
        self._data, self._files = data, FolderFiles(data)

    def read(self) -> bytes:
        """Return the bundle, empty where there is none. Raises `kbdesk.store.errors.StoreUnavailable`."""
        try:
            return self._files.read(FILE)
        except OSError as error:
            raise translate_os(error, self._data) from error

    def write(self, data: bytes) -> None:
        """Put a bundle in place, whole or not at all. Raises `kbdesk.store.errors.StoreUnavailable`."""
        try:
            self._files.write(FILE, data)
        except OSError as error:
            raise translate_os(error, self._data) from error
