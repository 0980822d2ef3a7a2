"""A card in words and a mark: what it is, who, and how it stands."""

from __future__ import annotations

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.ui.arrive.finding_words import card_name
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot, State
from kbdesk.ui.kit.cards import CardFace
from kbdesk.ui.kit.icons import Shape

_SHAPES = {
    State.STOP: Shape.STOP,
    State.WARN: Shape.WARN,
    State.WAITING: Shape.WAIT,
    State.REFUSE: Shape.STOP,
    State.REFER: Shape.NOTE,
    State.FREE: Shape.NOTE,
    State.EXEMPT: Shape.NOTE,
}


def shape(line: CardLine) -> Shape:
    """Return the mark of how a card stands."""
    return _SHAPES.get(line.state, Shape.OK)


def state_words(line: CardLine, catalog: Catalog) -> str:
    """Return how a card stands: what holds it, counted, or a word."""
    if line.state in (State.STOP, State.WARN):
        stops = catalog.count("arrive.stops", line.stops) if line.stops else ""
        warns = catalog.count("arrive.warns", line.warns) if line.warns else ""
        return ", ".join(part for part in (stops, warns) if part)
    return catalog.text(f"arrive.state.{line.state}")


def role_words(line: CardLine, snapshot: Snapshot, catalog: Catalog) -> str:
    """Return what a card is: driver or passenger where there is a vehicle, else a traveler."""
    if not line.is_person:
        return catalog.text(f"arrive.role.{line.path}")
    if snapshot.draft.vehicle is None:
        return catalog.text("arrive.role.traveler")
    return catalog.text("arrive.role.driver" if line.path == "traveler[1]" else "arrive.role.passenger")


def face(line: CardLine, snapshot: Snapshot, catalog: Catalog) -> CardFace:
    """Return a card as the strip shows it; a blank one invites."""
    role = role_words(line, snapshot, catalog)
    icon = "" if isinstance(line.card, TravelerDraft) else "caravan" if line.path == "trailer" else "car-front"
    if not line.blank:
        return CardFace(
            role=role, name=card_name(line, catalog), state=state_words(line, catalog), mark=shape(line), icon=icon
        )
    if not line.is_person:
        return CardFace(
            role=role, name=catalog.text("arrive.card.unplated"), state=catalog.text("arrive.card.plate-how"), icon=icon
        )
    first = not snapshot.draft.travelers
    return CardFace(
        role=role,
        name=catalog.text("arrive.card.next-first" if first else "arrive.card.next"),
        state=catalog.text("arrive.card.next-how"),
        icon="scan-line",
    )
