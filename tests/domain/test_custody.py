"""The states of an envelope: exactly one at a time, in one place, and nothing of what it held gets lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbdesk.domain import custody
from kbdesk.domain.custody import CustodyError, Envelope, Unlike
from kbdesk.domain.vocabulary import Disposition

ITEMS = ("identity-card SRB 1", "passport SRB 2", "plates KM 123-AB")
SLOTS = ("", "A 1", "A 2", "B 1")
HELD = Envelope(number="J20000012", contents=ITEMS, slot="A 1", holder="officer")

Step = Callable[[Envelope], Envelope]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Anything that can be done to an envelope, sensible or not."""
    kind = draw(st.sampled_from(["move", "hand over", "seal", "transfer", "destroy", "give back"]))
    if kind == "move":
        slot = draw(st.sampled_from(SLOTS))
        return lambda envelope: custody.move(envelope, slot)
    if kind == "hand over":
        to = draw(st.sampled_from(["officer", "supervisor"]))
        return lambda envelope: custody.hand_over(envelope, to)
    if kind == "seal":
        return lambda envelope: custody.seal(envelope, "AB 1")
    if kind == "transfer":
        return lambda envelope: custody.transfer(envelope, "merdare")
    if kind == "destroy":
        return custody.destroy
    items = draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3))
    return lambda envelope: custody.give_back(envelope, items)


def whole(envelope: Envelope) -> bool:
    """Whether an envelope is in one state and place, with everything it ever held accounted for."""
    there = sorted((*envelope.contents, *envelope.given_back)) == sorted(ITEMS)
    on_shelf = bool(envelope.holder) and not envelope.crossing
    gone = not envelope.slot and not envelope.holder and not envelope.missing
    place = {
        Disposition.HELD: on_shelf and bool(envelope.contents),
        Disposition.RETURNED: gone and not envelope.contents and not envelope.crossing,
        Disposition.TRANSFERRED: gone and envelope.crossing == "merdare" and bool(envelope.contents),
        Disposition.DESTROYED: gone and not envelope.crossing and bool(envelope.contents),
    }
    return there and place[envelope.state]


@settings(max_examples=300)
@given(st.lists(steps(), max_size=12))
def test_whatever_is_done_an_envelope_is_in_one_state_and_place_and_nothing_is_lost(done: list[Step]) -> None:
    envelope = HELD
    for step in done:
        before = envelope
        try:
            envelope = step(envelope)
        except CustodyError:
            envelope = before
        assert whole(envelope)
        assert before.held or envelope == before, "what left custody never comes back by itself"


def test_an_envelope_that_lost_something_is_seen() -> None:
    assert whole(HELD)
    assert not whole(replace(HELD, contents=ITEMS[:2]))
    assert not whole(replace(HELD, state=Disposition.RETURNED))
    assert not whole(replace(HELD, holder=""))


def test_what_is_given_back_twice_is_refused() -> None:
    opened = custody.give_back(custody.seal(HELD, "AB 1"), ITEMS[:1])
    assert (opened.held, opened.seal_number, opened.given_back) == (True, "", ITEMS[:1])
    with pytest.raises(CustodyError, match="does not hold"):
        custody.give_back(opened, ITEMS[:1])
    empty = custody.give_back(opened, ITEMS[1:])
    assert (empty.state, empty.slot) == (Disposition.RETURNED, "")
    with pytest.raises(CustodyError, match="not in custody"):
        custody.give_back(empty, ())


@given(st.dictionaries(st.integers(0, 30), st.sampled_from(SLOTS), max_size=20), st.data())
def test_a_count_accounts_for_every_envelope(shelf: dict[int, str], data: st.DataObject) -> None:
    known = {f"{n:09}": Envelope(number=f"{n:09}", contents=ITEMS, slot=slot) for n, slot in shelf.items()}
    seen = data.draw(st.sets(st.sampled_from(sorted(known)), max_size=20)) if known else set()
    where = {number: data.draw(st.sampled_from(SLOTS)) for number in sorted(seen)}
    scanned = {slot: [number for number, at in where.items() if at == slot] for slot in SLOTS}
    counted = custody.compare(scanned, known)
    unlike = {difference.number: difference.unlike for difference in counted.differences}
    assert counted.complete and counted.found == len(seen) and counted.expected == len(known)
    for number, envelope in known.items():
        right = Unlike.MISSING if number not in seen else None if where[number] == envelope.slot else Unlike.MISPLACED
        assert unlike.get(number) is right


def test_what_is_found_where_it_should_not_be_is_told_by_its_kind() -> None:
    gone = custody.transfer(replace(HELD, number="J20000023"), "merdare")
    known = {HELD.number: HELD, gone.number: gone}
    counted = custody.compare({"A 1": [HELD.number, gone.number, "J20000034"]}, known)
    told = [(one.number, one.unlike, one.recorded, one.found) for one in counted.differences]
    assert told == [(gone.number, Unlike.NOT_HELD, None, "A 1"), ("J20000034", Unlike.UNKNOWN, None, "A 1")]
    assert (counted.found, counted.expected) == (3, 1)
    assert not custody.compare({"A 1": [HELD.number]}, known).differences


def test_a_count_of_nothing_and_an_envelope_in_two_slots_are_refused() -> None:
    known = {HELD.number: HELD}
    with pytest.raises(CustodyError, match="No slot was scanned") as nothing:
        custody.compare({}, known)
    with pytest.raises(CustodyError, match="J20000012 was scanned in two places") as twice:
        custody.compare({"A 1": [HELD.number], "A 2": [HELD.number]}, known)
    assert (nothing.value.code, twice.value.code) == ("custody.nothing-scanned", "custody.scanned-twice")
    assert custody.compare({"A 1": [HELD.number], "A 2": []}, known).found == 1


def test_a_text_is_kept_on_one_line_or_refused_by_its_code() -> None:
    assert custody.one_line(" A\n 1 ", "custody.slot-unusable", longest=3) == "A 1"
    for text in ("A 12", "A\x07"):
        with pytest.raises(CustodyError) as refused:
            custody.one_line(text, "custody.slot-unusable", longest=3)
        assert refused.value.code == "custody.slot-unusable"
