"""A passage written down in TOML, as scripts, drills and samples hand it in (see the manual, "A passage file")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from kbdesk.desk.ports import Clock
from kbdesk.desk.surrender import begin
from kbdesk.domain.passage import (
    CardDecision,
    Document,
    Override,
    PassageDraft,
    TravelerDraft,
    VehicleDraft,
    text_fields,
)
from kbdesk.domain.portrait import PortraitError
from kbdesk.domain.toml_text import TomlError, decode
from kbdesk.domain.vocabulary import Action, Direction, Language
from kbdesk.icao import mrz
from kbdesk.rulebook.codes import Code

LONGEST_REASON = 200
NESTED = ("document", "guardian", "exempt", "holder", "authorisation")


class PassageFileError(Exception):
    """The file is not a passage; the message names the place, never what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    path: str

    def fault(self, key: str, reason: str) -> PassageFileError:
        where = f"{self.path}.{key}" if self.path and key else self.path or key
        return PassageFileError(f"{where}: {reason}")


def no_portrait(_file: str) -> bytes:
    """Read no picture: whoever only asks what the law says needs none."""
    return b""


def read(text: str, *, draft_id: str, clock: Clock, portrait: Callable[[str], bytes] = no_portrait) -> PassageDraft:
    """Read a passage file. A zone fills its card; a field typed beside it stands as typed.

    `portrait` reads the picture that a card names; it may raise `PortraitError`.

    Raises `PassageFileError` for anything that is not a passage: not TOML, an unknown key, a value of the wrong shape.
    """
    try:
        data = decode(text)
    except TomlError as error:
        raise PassageFileError(str(error)) from error
    top = _Place(path="")
    _only(data, {"direction", "traveler", "vehicle", "trailer", "decision"}, top)
    try:
        direction = Direction(_text(data, "direction", top) or "entry")
    except ValueError:
        raise top.fault("direction", "must be entry or exit") from None
    travelers = tuple(
        _traveler(t, _Place(path=f"traveler[{i}]"), clock.now().date(), portrait)
        for i, t in enumerate(_tables(data, "traveler", top), 1)
    )
    draft = PassageDraft(
        id=draft_id,
        direction=direction,
        travelers=travelers,
        vehicle=_vehicle(data, "vehicle"),
        trailer=_vehicle(data, "trailer"),
    )
    if not draft.cards():
        raise PassageFileError("the passage has neither a traveler nor a vehicle")
    return _decided(draft, _table(data, "decision", top))


def _decided(draft: PassageDraft, data: Mapping[str, Any]) -> PassageDraft:
    """Put the passage's decision on every card that has none of its own, and its overrides where they belong."""
    place = _Place(path="decision")
    _only(data, {"action", "reason", "article", "override"}, place)
    decision = _decision(data, place)
    for path, card in draft.cards():
        if data and card.decision == CardDecision():
            draft = draft.amend(path, decision=decision)
    for i, item in enumerate(_tables(data, "override", place), 1):
        here = _Place(path=f"decision.override[{i}]")
        _only(item, {"finding", "field", "reason"}, here)
        override = Override(**{key: _bounded(item, key, here) for key in ("finding", "field", "reason")})
        path = override.field.rpartition(".")[0]
        if path not in dict(draft.cards()):
            raise here.fault("field", "names no card of this passage")
        draft = draft.amend(path, overrides=(*draft.card(path).overrides, override))
    return draft


def _traveler(data: Mapping[str, Any], place: _Place, today: date, portrait: Callable[[str], bytes]) -> TravelerDraft:
    flat, rest = _flat(data, TravelerDraft, {"mrz", "documents", "portrait", "reasons", "decision"}, place)
    documents = tuple(
        Document(**_flat(d, Document, set(), _Place(path=f"{place.path}.documents[{i}]"))[0])
        for i, d in enumerate(_tables(rest, "documents", place), 1)
    )
    if documents and any(name.startswith("document_") for name in flat):
        raise place.fault("documents", "stands instead of document, not beside it")
    if documents:
        first = documents[0]
        flat |= {f"document_{f.name}": getattr(first, f.name) for f in fields(Document) if getattr(first, f.name)}
    if flat.get("language", "") not in ("", *Language):
        raise place.fault("language", f"must be {', '.join(Language)}")
    face = _portrait(rest, place, portrait)
    card = TravelerDraft(**flat, portrait=face, documents=documents[1:], **_acts(rest, place))
    zone = rest.get("mrz")
    if zone is None:
        return card
    if isinstance(zone, list) and all(isinstance(line, str) for line in zone):
        zone = "\n".join(zone)
    if not isinstance(zone, str):
        raise place.fault("mrz", "must be a text or a list of lines")
    try:
        return begin(mrz.read(zone, today=today), card)
    except mrz.MrzError as error:
        raise place.fault("mrz", str(error)) from error


def _portrait(data: Mapping[str, Any], place: _Place, portrait: Callable[[str], bytes]) -> bytes:
    file = _text(data, "portrait", place)
    try:
        return portrait(file) if file else b""
    except PortraitError as error:
        raise place.fault("portrait", str(error)) from error


def _vehicle(data: Mapping[str, Any], key: str) -> VehicleDraft | None:
    if key not in data:
        return None
    place = _Place(path=key)
    flat, rest = _flat(_table(data, key, _Place(path="")), VehicleDraft, {"reasons", "decision", "measure"}, place)
    _text(rest, "measure", place)
    return VehicleDraft(**flat, **_acts(rest, place))


def _acts(data: Mapping[str, Any], place: _Place) -> dict[str, Any]:
    acts: dict[str, Any] = {}
    if "reasons" in data:
        reasons = _table(data, "reasons", place)
        here = _Place(path=f"{place.path}.reasons")
        acts["reasons"] = {_code(key, here): _bounded(reasons, key, here) for key in reasons}
    if "decision" in data:
        here = _Place(path=f"{place.path}.decision")
        decision = _table(data, "decision", place)
        _only(decision, {"action", "reason", "article"}, here)
        acts["decision"] = _decision(decision, here)
    return acts


def _decision(data: Mapping[str, Any], place: _Place) -> CardDecision:
    action = _text(data, "action", place) or Action.ISSUE
    if action not in tuple(Action):
        raise place.fault("action", f"must be {', '.join(Action)}")
    return CardDecision(action=action, reason=_bounded(data, "reason", place), article=_bounded(data, "article", place))


def _code(key: str, place: _Place) -> str:
    """Return the code of the finding that a reason answers; both spellings are known."""
    code = key.replace("_", "-")
    if code not in tuple(Code):
        raise place.fault(key, "is not the code of a finding")
    return code


def _bounded(data: Mapping[str, Any], key: str, place: _Place) -> str:
    text = _text(data, key, place)
    if len(text) > LONGEST_REASON or not text.isprintable():
        raise place.fault(key, f"must be one line of at most {LONGEST_REASON} characters")
    return text


def _flat(
    data: Mapping[str, Any], shape: type, others: set[str], place: _Place
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the text fields of a card, nested tables joined by ``_``, and the rest; refuse what is neither."""
    names = set(text_fields(shape)) - others
    flat: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, value in data.items():
        if key in NESTED and isinstance(value, Mapping):
            for inner in value:
                if f"{key}_{inner}" not in names:
                    raise _Place(path=f"{place.path}.{key}").fault(inner, "is not a key of a passage file")
                flat[f"{key}_{inner}"] = _text(value, inner, _Place(path=f"{place.path}.{key}"))
        elif key in names:
            flat[key] = _text(data, key, place)
        elif key in others:
            rest[key] = value
        else:
            raise place.fault(key, "is not a key of a passage file")
    return flat, rest


def _text(data: Mapping[str, Any], key: str, place: _Place) -> str:
    value = data.get(key, "")
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise place.fault(key, "must be a text")
    return value.isoformat() if isinstance(value, date) else str(value)


def _table(data: Mapping[str, Any], key: str, place: _Place) -> Mapping[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, Mapping):
        raise place.fault(key, "must be a table")
    return value


def _tables(data: Mapping[str, Any], key: str, place: _Place) -> Sequence[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise place.fault(key, "must be a list of tables")
    return value


def _only(data: Mapping[str, Any], known: set[str], place: _Place) -> None:
    for key in data:
        if key not in known:
            raise place.fault(key, "is not a key of a passage file")
