"""What Ctrl+Z takes back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.ui.arrive.history import DEPTH, History

EMPTY = PassageDraft(id="0" * 16)


def named(surname: str) -> PassageDraft:
    return replace(EMPTY, travelers=(TravelerDraft(surname=surname),))


def test_keystrokes_in_one_field_are_one_edit() -> None:
    history = History(EMPTY)
    for text in ("P", "PE", "PER"):
        history.put(named(text), run="traveler[1].surname")
    assert history.undo()
    assert history.now == EMPTY
    assert not history.undo()


def test_an_edit_of_another_field_is_another_edit() -> None:
    history = History(EMPTY)
    history.put(named("PER"), run="traveler[1].surname")
    history.put(replace(named("PER"), done=("vehicle",)), run="traveler[1].sex")
    assert history.undo()
    assert history.now == named("PER")


def test_typing_after_the_field_was_left_is_a_new_edit() -> None:
    history = History(EMPTY)
    history.put(named("P"), run="traveler[1].surname")
    history.settle()
    history.put(named("PE"), run="traveler[1].surname")
    assert history.undo()
    assert history.now == named("P")


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(EMPTY)
    history.put(named("A"))
    history.undo()
    history.put(named("B"))
    assert not history.redo()
    assert history.now == named("B")


@given(st.lists(st.text(max_size=3), min_size=1, max_size=40))
def test_undoing_everything_and_redoing_everything_comes_back(names: list[str]) -> None:
    history = History(EMPTY)
    for name in names:
        history.put(named(name))
    last = history.now
    while history.undo():
        pass
    assert history.now == EMPTY
    while history.redo():
        pass
    assert history.now == last


def test_a_long_sitting_forgets_its_oldest_edits_only() -> None:
    history = History(EMPTY)
    for number in range(DEPTH + 50):
        history.put(named(str(number)))
    undone = 0
    while history.undo():
        undone += 1
    assert undone == DEPTH
