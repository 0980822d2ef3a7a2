"""A card in words and a mark: what it is, who, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.ui.arrive.finding_words import card_name
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot, State
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.cards import CardFace, words_room
from kbdesk.ui.kit.icons import Shape

WITH_THUMB = 160
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
    return state_choices(line, catalog)[0]


def state_choices(line: CardLine, catalog: Catalog) -> list[str]:
    """Return how a card stands, in full and shorter."""
    if line.state in (State.STOP, State.WARN):
        stops = [catalog.count("arrive.stops", line.stops)] if line.stops else []
        warns = [catalog.count("arrive.warns", line.warns)] if line.warns else []
        strictest = line.stops or line.warns
        return [", ".join((*stops, *warns)), (*stops, *warns)[0], str(strictest)]
    words = [catalog.text(f"arrive.state.{line.state}")]
    return [*words, catalog.text("arrive.state.ready")] if line.state in (State.PERMIT, State.PLATES) else words


def fitting(choices: Sequence[str], room: float, *, px: int, weight: int) -> str:
    """Return the first of several words that fits, in the narrow cut if need be; the last where none does."""
    return next((text for text in choices if fonts.width(text, px, weight, fonts.NARROW) <= room), choices[-1])


def role_words(line: CardLine, snapshot: Snapshot, catalog: Catalog) -> str:
    """Return what a card is: driver or passenger where there is a vehicle, else a traveler."""
    if not line.is_person:
        return catalog.text(f"arrive.role.{line.path}")
    if snapshot.draft.vehicle is None:
        return catalog.text("arrive.role.traveler")
    return catalog.text("arrive.role.driver" if line.path == "traveler[1]" else "arrive.role.passenger")


def face(line: CardLine, snapshot: Snapshot, catalog: Catalog, *, width: float) -> CardFace:
    """Return a card as a strip shows it, `width` pixels wide; a blank one invites. Narrow cards have no portrait."""
    thumb = width >= WITH_THUMB
    room = words_room(width, thumb=thumb)
    icon = "" if isinstance(line.card, TravelerDraft) else "caravan" if line.path == "trailer" else "car-front"
    names, states, mark = [card_name(line, catalog)], state_choices(line, catalog), shape(line)
    if line.blank:
        mark = Shape.WAIT
        names, states, icon = _invitation(line, snapshot, catalog, icon)
    return CardFace(
        role=role_words(line, snapshot, catalog),
        name=fitting(names, room, px=15, weight=600),
        state=fitting(states, room if mark is Shape.WAIT else room - 22, px=13, weight=500),
        mark=mark,
        icon=icon,
        thumb=thumb,
        portrait=line.card.portrait if isinstance(line.card, TravelerDraft) else b"",
    )


def _invitation(line: CardLine, snapshot: Snapshot, catalog: Catalog, icon: str) -> tuple[list[str], list[str], str]:
    """Return names, states and icon of a card on which nobody stands yet."""
    if not line.is_person:
        return [catalog.text("arrive.card.unplated")], [catalog.text("arrive.card.plate-how")], icon
    name = "arrive.card.next" if snapshot.draft.travelers else "arrive.card.next-first"
    names = [catalog.text(name), catalog.text("arrive.card.next-short")]
    return names, [catalog.text("arrive.card.next-how"), "Ctrl N"], "scan-line"
