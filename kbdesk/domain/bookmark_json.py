"""Bookmarks as JSON values and back: drafts that follow each other share cards and portraits, so each is told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import Json, card_to_json, from_json, to_json, traveler_from_json, vehicle_from_json

_TEXTS = ("place", "draft_id", "card", "field")
_PLACES = ("anchor", "caret")


def bookmark_to_json(bookmark: Bookmark) -> Json:
    """Return a bookmark as a dictionary of JSON values."""
    cards = _Cards()
    return {
        **{name: getattr(bookmark, name) for name in (*_TEXTS, *_PLACES)},
        "scans": bookmark.scans,
        "typed": {place: dict(lines) for place, lines in bookmark.typed.items()},
        "draft": None if bookmark.draft is None else cards.told(bookmark.draft),
        "past": [cards.told(draft) for draft in bookmark.past],
        "future": [cards.told(draft) for draft in bookmark.future],
        "cards": cards.cards,
        "portraits": list(cards.portraits),
    }


def bookmark_from_json(data: Mapping[str, Any]) -> Bookmark:
    """Return the bookmark a dictionary holds."""
    portraits = data.get("portraits", ())
    known = [_card(kind, card, portraits) for kind, card in data["cards"]]
    draft = data["draft"]
    return Bookmark(
        **{name: data[name] for name in (*_TEXTS, *_PLACES)},
        scans=data.get("scans", 0),
        typed=data.get("typed", {}),
        draft=None if draft is None else _draft(draft, known),
        past=tuple(_draft(told, known) for told in data["past"]),
        future=tuple(_draft(told, known) for told in data["future"]),
    )


class _Cards:
    """The cards told so far, each by its place; one that is the same object in two drafts is told once.

    A portrait is told once however often its card was changed: it is larger than all the rest.
    """

    def __init__(self) -> None:
        self.cards: list[tuple[str, Json]] = []
        self.portraits: dict[str, int] = {}
        self._known: dict[int, tuple[int, TravelerDraft | VehicleDraft]] = {}

    def told(self, draft: PassageDraft) -> Json:
        """Return a draft with the places of its cards in place of them."""
        vehicle, trailer = draft.vehicle, draft.trailer
        return {
            **to_json(replace(draft, travelers=(), vehicle=None, trailer=None)),
            "travelers": [self._place(card) for card in draft.travelers],
            "vehicle": None if vehicle is None else self._place(vehicle),
            "trailer": None if trailer is None else self._place(trailer),
        }

    def _place(self, card: TravelerDraft | VehicleDraft) -> int:
        place, _ = self._known.get(id(card), (-1, card))
        if place < 0:
            place = len(self.cards)
            self._known[id(card)] = place, card
            told = card_to_json(card)
            if "portrait" in told:
                told["portrait"] = self.portraits.setdefault(told["portrait"], len(self.portraits))
            self.cards.append(("vehicle" if isinstance(card, VehicleDraft) else "traveler", told))
        return place


def _card(kind: str, told: Mapping[str, Any], portraits: Sequence[str]) -> TravelerDraft | VehicleDraft:
    if kind == "vehicle":
        return vehicle_from_json(told)
    return traveler_from_json({**told, "portrait": portraits[told["portrait"]]} if "portrait" in told else told)


def _draft(told: Mapping[str, Any], cards: list[TravelerDraft | VehicleDraft]) -> PassageDraft:
    bare = from_json({**told, "travelers": (), "vehicle": None, "trailer": None})
    return replace(
        bare,
        travelers=tuple(card for place in told["travelers"] if isinstance(card := cards[place], TravelerDraft)),
        vehicle=_vehicle(told["vehicle"], cards),
        trailer=_vehicle(told["trailer"], cards),
    )


def _vehicle(place: int | None, cards: list[TravelerDraft | VehicleDraft]) -> VehicleDraft | None:
    card = None if place is None else cards[place]
    return card if isinstance(card, VehicleDraft) else None
