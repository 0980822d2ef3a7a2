"""Small changes of a draft: a card exchanged, begun, emptied, taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kbdesk.domain.passage import Override, PassageDraft, TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.reference import Reference
from kbdesk.ui.arrive.understood import understood

Card = TravelerDraft | VehicleDraft


def next_person(draft: PassageDraft) -> str:
    """Return the path that the next person's card will have."""
    return f"traveler[{len(draft.travelers) + 1}]"


def has_card(draft: PassageDraft, path: str) -> bool:
    """Tell whether a card has begun."""
    return any(path == known for known, _ in draft.cards())


def blank_card(path: str) -> Card:
    """Return the card that a path begins with."""
    return TravelerDraft() if path.startswith("traveler") else VehicleDraft()


def names_of(path: str) -> tuple[str, ...]:
    """Return the names of the text fields of the card at a path, in reading order."""
    return text_fields(type(blank_card(path)))


def card_at(draft: PassageDraft, path: str) -> Card:
    """Return the card at a path, blank where it has not begun."""
    return draft.card(path) if has_card(draft, path) else blank_card(path)


def amended(draft: PassageDraft, path: str, name: str, text: str) -> PassageDraft:
    """Return the draft with one text field of one card changed.

    A card begins with the first thing typed on it, and is gone when it is blank again and nobody stands after it.
    """
    changes: dict[str, str] = {name: text}
    return _with(draft, path, replace(card_at(draft, path), **changes))  # type: ignore[arg-type]  # a text field's name


def portrayed(draft: PassageDraft, path: str, jpeg: bytes) -> PassageDraft:
    """Return the draft with another portrait on a person's card, none for no bytes; a vehicle has none."""
    card = card_at(draft, path)
    return _with(draft, path, replace(card, portrait=jpeg)) if isinstance(card, TravelerDraft) else draft


def followed(then: PassageDraft, path: str, now: PassageDraft) -> str:
    """Return the path that a person's card of a draft has in the draft as it became, empty where nothing tells it.

    A card that nobody changed is known again wherever it went, one that was changed by all others being where they
    were. One that had not begun is where the next person is asked for, or has begun meanwhile.
    """
    number = int(path.removeprefix("traveler[").removesuffix("]"))
    before, begun, after = then.travelers[: number - 1], then.travelers[number - 1 : number], then.travelers[number:]
    places = [at for at, card in now.cards() if card in begun]
    if len(places) == 1:
        return places[0]
    if not begun and all(card in then.travelers for card in now.travelers):
        return next_person(now)
    stayed = (now.travelers[: number - 1], now.travelers[number:]) == (before, after)
    return path if stayed and len(now.travelers) >= number else ""


def _with(draft: PassageDraft, path: str, changed: Card) -> PassageDraft:
    if changed != blank_card(path):
        return draft.with_card(path, changed)
    if path == f"traveler[{len(draft.travelers)}]" or not isinstance(changed, TravelerDraft):
        return without(draft, path)
    return draft.with_card(path, changed) if has_card(draft, path) else draft


def reasoned(draft: PassageDraft, path: str, code: str, reason: str) -> PassageDraft:
    """Return the draft with a card's finding accepted for a reason, open again for an empty one."""
    reasons = {known: why for known, why in draft.card(path).reasons.items() if known != code}
    return draft.amend(path, reasons={**reasons, code: reason} if reason else reasons)


def held_again(draft: PassageDraft, path: str, code: str, name: str) -> PassageDraft:
    """Return the draft without the override of a finding on a field of a card."""
    overrides = draft.card(path).overrides
    kept = tuple(o for o in overrides if (o.finding, o.field.rpartition(".")[2]) != (code, name))
    return draft.amend(path, overrides=kept)


def without(draft: PassageDraft, path: str) -> PassageDraft:
    """Return the draft without a card; the people after it move up."""
    if path == "vehicle":
        return replace(draft, vehicle=None)
    if path == "trailer":
        return replace(draft, trailer=None)
    kept = tuple(card for at, card in draft.cards() if at != path and isinstance(card, TravelerDraft))
    return replace(draft, travelers=kept)


def tidied(draft: PassageDraft, path: str, names: Iterable[str], *, today: date, reference: Reference) -> PassageDraft:
    """Return the draft with fields of a card put as they are understood; a card already decided stays as it is."""
    if path in draft.done or not has_card(draft, path):
        return draft
    for name in names:
        typed = str(getattr(draft.card(path), name))
        value = understood(name, typed, today=today, reference=reference)
        if value != typed:
            draft = amended(draft, path, name, value)
    return draft


def overrides(draft: PassageDraft) -> tuple[Override, ...]:
    """Return the overrides of the cards not yet decided."""
    cards = (card for path, card in draft.cards() if path not in draft.done)
    return tuple(override for card in cards for override in card.overrides)


def exempted(draft: PassageDraft, path: str, ground: str) -> PassageDraft:
    """Return the draft with every card exempt on a ground, the one at `path` begun by it if it has not."""
    for at in dict.fromkeys((path, *(known for known, _ in draft.cards()))):
        if at not in draft.done:
            draft = draft.with_card(at, replace(card_at(draft, at), exempt_ground=ground))
    return draft
