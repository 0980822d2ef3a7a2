"""What arrived with a manifest, written down in TOML (see the manual, "Custody and return")."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kbdesk.domain import numbers
from kbdesk.domain.custody import PLATE_FRONT, PLATE_REAR, HeldFor, ManifestRow
from kbdesk.domain.toml_text import TomlError, decode
from kbdesk.domain.transfer import ArrivedRow

_CHANGED: Final = ("seal_number", "contents")
_TEXTS: Final = ("number", "held_for", "seal_number", "slot", "explanation")
_KEYS: Final = frozenset((*_TEXTS, "contents", "kind", "valid_until", "listed", "arrived", "found"))


class ManifestFileError(Exception):
    """The file does not say what arrived; the message names the place, never what stands there."""


def read(text: str) -> tuple[ArrivedRow, ...]:
    """Return the envelopes that a file names, in its order. Raises `ManifestFileError`."""
    try:
        data = decode(text)
    except TomlError as error:
        raise ManifestFileError(str(error)) from error
    odd = next((key for key in data if key != "envelope"), None)
    if odd is not None:
        raise ManifestFileError(f"{odd}: is not a key of such a file")
    tables = data.get("envelope", [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise ManifestFileError("envelope: must be a list of tables")
    return tuple(_Row(f"envelope[{place}]", table).read() for place, table in enumerate(tables, 1))


def written(rows: Iterable[ArrivedRow]) -> str:
    """Return the file that says of envelopes that they arrived as they are listed, each without a slot."""
    return "\n".join(_table(row) for row in rows)


def _table(row: ArrivedRow) -> str:
    envelope = row.either
    lines = {
        "number": _quoted(numbers.spelled_envelope(envelope.envelope)),
        "held_for": _quoted(numbers.spelled(envelope.held_for)),
        "kind": _quoted(row.kind),
        "contents": f"[{', '.join(map(_quoted, envelope.contents))}]",
        "seal_number": _quoted(envelope.seal_number),
    }
    if row.valid_until is not None:
        lines["valid_until"] = row.valid_until.isoformat()
    return "[[envelope]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


def _quoted(text: str) -> str:
    """Return a text as TOML quotes it, which is how JSON does."""
    return json.dumps(text, ensure_ascii=False)


class _Row:
    """One table of the file."""

    def __init__(self, path: str, data: Mapping[str, Any]) -> None:
        self._path, self._data = path, data

    def read(self) -> ArrivedRow:
        """Return the envelope that the table tells of."""
        for key in self._data:
            if key not in _KEYS:
                raise self._fault(key, "is not a key of such a file")
        texts = {key: self._text(key) for key in _TEXTS}
        written = ManifestRow(
            envelope=texts["number"],
            seal_number=texts["seal_number"],
            contents=self._contents(self._data, ""),
            held_for=texts["held_for"],
        )
        listed, arrived = self._flag("listed"), self._flag("arrived")
        if not listed and not arrived:
            raise self._fault("listed", "an envelope that is not listed has arrived")
        return ArrivedRow(
            listed=written if listed else None,
            found=self._found(written) if arrived else None,
            kind=self._kind(written),
            valid_until=self._day(),
            slot=texts["slot"],
            explanation=texts["explanation"],
        )

    def _found(self, written: ManifestRow) -> ManifestRow:
        """Return the envelope as it was found: as written, but for what is told of it."""
        found = self._data.get("found", {})
        if not isinstance(found, Mapping) or any(key not in _CHANGED for key in found):
            raise self._fault("found", f"must be a table of {' and '.join(_CHANGED)}")
        seal_number = found.get("seal_number", written.seal_number)
        if not isinstance(seal_number, str):
            raise self._fault("found.seal_number", "must be a text")
        return ManifestRow(
            envelope=written.envelope,
            seal_number=seal_number,
            contents=self._contents(found, "found.") if "contents" in found else written.contents,
            held_for=written.held_for,
        )

    def _kind(self, written: ManifestRow) -> HeldFor:
        """Return what kind of paper stands for it: as said, else as its contents tell."""
        kind = self._text("kind")
        if kind:
            if kind not in tuple(HeldFor):
                raise self._fault("kind", f"must be {', '.join(HeldFor)}")
            return HeldFor(kind)
        plates = all(item.split(" ")[0] in (PLATE_FRONT, PLATE_REAR) for item in written.contents)
        return HeldFor.REGISTRATION if plates and written.contents else HeldFor.PERMIT

    def _contents(self, data: Mapping[str, Any], inside: str) -> tuple[str, ...]:
        contents = data.get("contents", [])
        if not isinstance(contents, list) or not all(isinstance(item, str) for item in contents):
            raise self._fault(f"{inside}contents", "must be a list of texts")
        return tuple(contents)

    def _day(self) -> date | None:
        day = self._data.get("valid_until")
        if day is not None and type(day) is not date:
            raise self._fault("valid_until", "must be a date")
        return day

    def _text(self, key: str) -> str:
        found = self._data.get(key, "")
        if not isinstance(found, str):
            raise self._fault(key, "must be a text")
        return found

    def _flag(self, key: str) -> bool:
        found = self._data.get(key, True)
        if not isinstance(found, bool):
            raise self._fault(key, "must be true or false")
        return found

    def _fault(self, key: str, reason: str) -> ManifestFileError:
        return ManifestFileError(f"{self._path}.{key}: {reason}")
