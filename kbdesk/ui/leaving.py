"""Leaving off and coming back: a bookmark made of what stands on an officer's desk, and the desk put back by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from kbdesk.domain.bookmark import Bookmark
from kbdesk.ui.arrive.card_form import CardForm
from kbdesk.ui.arrive.history import History
from kbdesk.ui.desk_page import Caret
from kbdesk.ui.rail import Place

if TYPE_CHECKING:
    from kbdesk.ui.desk_view import DeskView


def bookmark(view: DeskView) -> Bookmark:
    """Return where an officer is now. A draft on its way to become a record is only named."""
    history, snapshot = view.arrive.sitting.history, view.arrive.sitting.snapshot
    focused = view.window().focusWidget()
    name, line = _field_in_hand(_form(view, snapshot.chosen), focused)
    if view.place is not Place.ARRIVE:
        name, line = next((one for one in view.books.lines(view.place).items() if one[1] is focused), ("", None))
    left = Bookmark(place=str(view.place), draft_id=history.now.id, card=snapshot.chosen, field=name)
    if line is not None:
        anchor = line.selectionStart() if line.hasSelectedText() else line.cursorPosition()
        left = replace(left, anchor=anchor, caret=anchor + len(line.selectedText()))
    left = replace(left, scans=view.scanning.waiting, typed=view.books.typed())
    if snapshot.busy:
        return left
    return replace(left, draft=history.now, past=history.past, future=history.future)


def put_back(view: DeskView, left: Bookmark) -> None:
    """Bring an officer back to a bookmark, as far as it still stands."""
    if left.draft is not None:
        known = [path for path, _ in left.draft.cards()]
        history = History(left.draft, past=left.past, future=left.future)
        begun = left.card in known or left.card in ("vehicle", "trailer") or left.card == f"traveler[{len(known) + 1}]"
        view.arrive.sitting.resume(left.draft, history, left.card if begun else "")
    place = Place(left.place) if left.place in tuple(Place) else Place.ARRIVE
    if place is Place.UNPRINTED:
        return
    view.go(place)
    for typed_at, typed in left.typed.items():
        if typed_at in tuple(Place):
            here = typed_at == place
            at = Caret(name=left.field, anchor=left.anchor, caret=left.caret) if here else Caret()
            view.take_up(Place(typed_at), typed, at)
    if place is Place.ARRIVE and left.draft is not None and left.field:
        form = _form(view, view.arrive.sitting.snapshot.chosen)
        form.focus(left.field)
        editor = form.fields[left.field].focusProxy()
        if isinstance(editor, QLineEdit):
            editor.setSelection(left.anchor, left.caret - left.anchor)


def _form(view: DeskView, card: str) -> CardForm:
    return view.arrive.ui.traveler if card.startswith("traveler") else view.arrive.ui.vehicle


def _field_in_hand(form: CardForm, focused: QWidget | None) -> tuple[str, QLineEdit | None]:
    """Return the field that has the caret, and its line where it is one; a dialog does not take it away."""
    for name, field in form.fields.items():
        if focused is not None and (field is focused or field.isAncestorOf(focused)):
            return name, focused if isinstance(focused, QLineEdit) else None
    return "", None
