"""Typing is never taken for a scan, however fast; a scan is never missed, and leaves nothing in a field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.burst import LONGEST, Burst, Shape
from kbdesk.domain.keystroke import Key
from tests.domain.bursts import CORPUS, RECORDED, Desk, key, keys, play, recorded_keys
from tests.icao.zones import ICAO_TD2, SERBIAN_CARD, SERBIAN_PASSPORT

CARD = SERBIAN_CARD.replace("\n", "\r") + "\r"
NUMBER = "J20047118"
LOCK_KEY, ESCAPE = 88, 1


@pytest.mark.parametrize("case", CORPUS["typing"], ids=lambda case: case["name"])
def test_typing_never_becomes_a_scan_and_none_of_it_is_lost(case: dict) -> None:
    desk = play(case)
    assert not desk.scans
    assert desk.text == case["text"]


@pytest.mark.parametrize("case", CORPUS["scan"], ids=lambda case: case["name"])
def test_a_scan_is_never_missed_and_leaves_nothing_behind(case: dict) -> None:
    desk = play(case)
    assert [said.strip() for said in desk.signs()] == [case["text"].strip("\x02\r\n")]
    assert desk.text == ""


def test_what_people_were_recorded_typing_is_no_scan_and_lands_at_twice_their_speed_too() -> None:
    for repetition in RECORDED["repetition"]:
        for faster in (1, 2):
            desk = Desk().strike(recorded_keys(repetition, faster=faster)).rest()
            assert (desk.scans, desk.text) == ([], RECORDED["typed"]), repetition["name"]
    hurried = [Desk().strike(recorded_keys(one, faster=6)).rest() for one in RECORDED["repetition"]]
    assert sum(desk.signs() == [RECORDED["typed"]] for desk in hurried) > 100, "control: by a machine it is one"


def test_the_corpus_is_large_enough_to_say_something() -> None:
    assert sum(len(case["text"]) for case in CORPUS["typing"]) > 2_000
    assert len(CORPUS["scan"]) >= 70


def test_what_is_typed_before_a_scan_and_after_it_stays() -> None:
    struck = keys("petrovic", 110)
    scan = keys(CARD, 5, start=struck[-1].at + 90)
    after = keys("marko\n", 140, start=scan[-1].at + 800)
    desk = Desk().strike([*struck, *scan, *after]).rest()
    assert desk.text == "petrovicmarko\n"
    assert desk.signs() == [CARD]


def test_first_keys_that_were_held_up_on_their_way_are_found_again_by_the_zone_they_complete() -> None:
    gaps = [2] * (len(CARD) - 1)
    gaps[2] = 105
    desk = Desk().strike(keys(CARD, gaps)).rest()
    assert (desk.signs(), desk.text) == ([CARD], "")
    typed = keys("no", 90)
    desk = Desk().strike([*typed, *keys(CARD, 2, start=typed[-1].at + 105)]).rest()
    assert (desk.signs(), desk.text) == ([CARD], "no"), "control: what completes nothing stays typed"


def test_two_scans_with_a_breath_between_them_are_two() -> None:
    first = keys(CARD, 5)
    second = keys(SERBIAN_PASSPORT.replace("\n", "\r"), 5, start=first[-1].at + 400)
    assert len(Desk().strike([*first, *second]).rest().scans) == 2


def test_no_line_end_of_a_scan_ever_lands_not_even_one_that_comes_late() -> None:
    scan = keys(ICAO_TD2.replace("\n", "\r"), 5)
    late = [key("\r", scan[-1].at + 400), key("\n", scan[-1].at + 401)]
    assert Desk().strike([*scan, *late]).rest().text == ""
    human = [key("\r", scan[-1].at + 900)]
    assert Desk().strike([*scan, *human]).rest().text == "\r", "control: an officer's Enter lands"
    closed = keys(CARD + "\n", 5)
    soon = [key("\r", closed[-1].at + 200)]
    assert Desk().strike([*closed, *soon]).rest().text == "\r", "and sooner where the scanner's has come already"


def test_a_wireless_scanner_may_stop_in_the_middle_of_a_zone() -> None:
    first, second = keys(CARD[:50], 9), keys(CARD[50:], 9, start=11_000)
    assert Desk().strike([*first, *second]).rest().signs() == [CARD]


def test_a_zone_of_which_half_came_is_a_scan_and_typing_after_it_is_not_lost() -> None:
    half = keys(CARD[:50], 5)
    typed = keys("novak", 130, start=half[-1].at + 300)
    desk = Desk().strike([*half, *typed]).rest()
    assert desk.signs() == [CARD[:50]]
    assert desk.text == "novak"


def test_two_quick_letters_while_the_rest_of_a_zone_is_waited_for_are_typing() -> None:
    half = keys(CARD[:50], 5)
    typed = keys("no", 30, start=half[-1].at + 300)
    desk = Desk().strike([*half, *typed]).rest()
    assert (desk.signs(), desk.text) == ([CARD[:50]], "no")


def test_what_comes_long_after_half_a_zone_is_typing_though_nobody_told_of_the_time() -> None:
    burst = Burst(lambda _keys: Shape.PART)
    for one in keys(CARD[:50], 5):
        burst.strike(one)
    ruling = burst.strike(key("n", 30_000))
    assert len(ruling.scan) == 50
    assert ruling.lands


def test_typing_that_goes_on_while_half_a_zone_is_waited_for_lands_though_the_window_was_busy() -> None:
    desk = Desk()
    for one in [*keys(CARD[:50], 5), *keys("no", 90, start=10_600)]:
        ruling = desk.burst.strike(one)
    assert desk.burst.caught is False
    assert [key.text for key in ruling.back] == ["n"]
    assert ruling.lands
    assert len(ruling.scan) == 50


def test_a_number_of_ours_is_known_without_a_line_end_and_another_text_as_short_is_typing() -> None:
    assert Desk().strike(keys(NUMBER, 5)).rest().signs() == [NUMBER]
    desk = Desk().strike(keys("J20047119", 5)).rest()
    assert (desk.scans, desk.text) == ([], "J20047119")


def test_any_code_closed_by_a_line_end_is_a_scan() -> None:
    desk = Desk().strike(keys("5901234123457\r", 8)).rest()
    assert (desk.signs(), desk.text) == (["5901234123457\r"], "")


def test_where_a_machine_may_type_a_password_its_line_end_makes_no_scan_of_it() -> None:
    desk = Desk()
    desk.burst.by_length_alone = True
    desk.strike(keys("borderline-7\n", 5)).rest()
    assert (desk.scans, desk.text) == ([], "borderline-7\n")
    assert Desk().strike(keys("borderline-7\n", 5)).rest().scans, "control: elsewhere it is one"


def test_a_prefix_makes_a_scan_of_anything_and_nothing_of_it_lands() -> None:
    assert Desk().strike([key("\x02", 9_990), *keys("A1", 60)]).rest().signs() == ["A1"]
    f13 = Key(at=9_990, code=183, text="")
    etx = Key(at=10_070, code=46, text="\x03", control=True)
    after = key("x", 10_071)
    desk = Desk().strike([f13, *keys("A1", 60), etx, after]).rest()
    assert (desk.signs(), desk.text) == (["A1"], "x")


def test_a_prefix_key_alone_does_nothing() -> None:
    desk = Desk().strike([key("\x02", 9_000)]).rest().strike(keys("ab", 200)).rest()
    assert (desk.scans, desk.text) == ([], "ab")


def test_copying_lands_while_nothing_is_scanned() -> None:
    copy = Key(at=9_000, code=46, text="\x03", control=True)
    assert Desk().strike([copy]).rest().landed == [copy]


ISSUE = Key(at=9_998, code=67, text="")
PARK = Key(at=9_998, code=25, text="\x10", control=True)


@pytest.mark.parametrize("command", [ISSUE, PARK])
@pytest.mark.parametrize("code", ["06P0812345SABC123456\r", "0004711X\r", "4711\r", "A"])
def test_a_command_that_a_code_begins_with_is_never_given(command: Key, code: str) -> None:
    desk = Desk().strike([command, *keys(code, 2)]).rest()
    assert command not in desk.landed
    assert desk.signs() == ([code] if len(code) > 8 else [])
    assert Desk().strike([command]).rest().landed == [command], "control: alone it is an officer's"


@pytest.mark.parametrize("command", [ISSUE, PARK])
def test_a_command_within_a_code_or_behind_it_is_never_given(command: Key) -> None:
    for before in ("[)>", "A", "06P0812345SABC123456\r"):
        struck = keys(before, 2)
        within = replace(command, at=struck[-1].at + 2)
        desk = Desk().strike([*struck, within, *keys("0004711X", 2, start=within.at + 2)]).rest()
        assert within not in desk.landed
        desk = Desk().strike([*struck, within]).rest()
        assert within not in desk.landed
        late = replace(command, at=struck[-1].at + 900)
        assert late in Desk().strike([*struck, late]).rest().landed, "control: later it is an officer's"


def test_a_command_lands_after_the_letters_before_it_and_before_those_behind() -> None:
    struck = [*keys("ab", 130), replace(PARK, at=10_260), *keys("cd", 130, start=10_390)]
    assert Desk().strike(struck).landed == struck
    busy = Burst(lambda _keys: Shape.ANY)
    rulings = [busy.strike(one) for one in struck]
    assert (rulings[2].lands, rulings[3].back) == (False, (struck[2],)), "nobody told of the time"


def test_at_the_door_a_command_waits_for_nothing() -> None:
    desk = Desk()
    desk.burst.by_length_alone = True
    assert desk.strike([ISSUE]).landed == [ISSUE]
    assert desk.burst.withholds(ISSUE) is False
    desk.burst.by_length_alone = False
    assert desk.burst.withholds(ISSUE) is True


def test_keys_that_correct_what_was_struck_at_a_machines_speed_are_given_back_in_their_order() -> None:
    correct = [Key(at=10_000 + 2 * number, code=14, text="\x08") for number in range(9)]
    assert Desk().strike(correct).rest().landed == correct
    struck = [*keys("abc", 2), *(replace(one, at=one.at + 6) for one in correct[:3]), *keys("dvdvdvd", 2, start=10_012)]
    desk = Desk().strike(struck).rest()
    assert (desk.landed, desk.scans) == (struck, [])


def test_a_key_that_edits_what_is_written_lands_at_once_and_is_taken_back_with_what_leaked() -> None:
    delete = Key(at=10_004, code=111, text="\x7f")
    assert Desk().strike([delete]).landed == [delete]
    acting = replace(delete, acts=True)
    assert Desk().strike([acting]).landed == [], "control: on a list it may do anything"
    desk = Desk().strike([*keys("12", 2), delete, *keys(CARD, 2, start=10_006)])
    assert desk.landed == []
    assert desk.rest().landed == []


def test_signs_that_a_radio_brings_in_one_millisecond_are_struck_not_held_down() -> None:
    gaps = [0 if number % 4 else 12 for number in range(1, len(CARD))]
    struck = keys(CARD, gaps)
    struck = [
        replace(one, repeat=one.text == last.text and one.at == last.at)
        for last, one in zip([key(" ", 0), *struck], struck, strict=False)
    ]
    assert sum(one.repeat for one in struck) > 5, "an X server calls them repeats"
    desk = Desk().strike(struck).rest()
    assert (desk.signs(), desk.text) == ([CARD], "")
    held = [key("x", 9_000), *(replace(key("x", at), repeat=True) for at in range(9_250, 9_900, 15))]
    assert Desk().strike(held).rest().landed == held, "control: what repeats after a while is held down"


def test_shift_lands_always_and_other_keys_not_in_the_middle_of_a_scan() -> None:
    scan = keys(CARD, 5)
    middle = scan[40].at
    shift, escape = Key(at=middle, code=42, text=""), Key(at=middle, code=ESCAPE, text="\x1b")
    desk = Desk().strike([*scan[:40], shift, escape, *scan[40:]]).rest()
    assert desk.landed == [shift]
    assert desk.signs() == [CARD]


def test_a_key_between_ends_what_may_have_been_a_burst() -> None:
    struck = keys("abcdef", 5)
    arrow = Key(at=struck[-1].at + 5, code=105, text="")
    desk = Desk().strike([*struck, arrow, *keys("ghi", 5, start=arrow.at + 5)]).rest()
    assert (desk.scans, desk.text) == ([], "abcdefghi")


def test_enter_struck_with_the_last_letter_waits_a_blink_and_lands_in_its_order() -> None:
    struck = keys("ab\n", 20)
    desk = Desk().strike(struck)
    assert desk.text == "ab", "it may be a scanner's"
    assert desk.rest().text == "ab\n"
    after = Desk().strike([*struck, key("c", struck[-1].at + 50)])
    assert after.text == "ab\nc"
    arrow = Key(at=struck[-1].at + 10, code=105, text="")
    assert [one.text for one in Desk().strike([*struck, arrow]).rest().landed] == ["a", "b", "\n", ""]
    slow = Desk().strike([*struck, key("c", struck[-1].at + 200)])
    assert slow.text == "ab\nc"
    prefixed = Desk().strike([*struck, key("\x02", struck[-1].at + 10)])
    assert prefixed.text == "ab\n"


def test_enter_that_waited_lands_before_the_next_key_though_nobody_told_of_the_time() -> None:
    burst = Burst(lambda _keys: Shape.ANY)
    *_, enter = (burst.strike(one) for one in keys("ab\n", 20))
    assert not enter.lands
    ruling = burst.strike(key("c", 10_100))
    assert ([one.text for one in ruling.back], ruling.lands) == (["\n"], True)


def test_a_space_in_the_beginning_of_a_scan_presses_nothing() -> None:
    desk = Desk().strike(keys("a bcd efghijkl\r", 5)).rest()
    assert (desk.signs(), desk.text) == (["a bcd efghijkl\r"], "")


def test_a_clock_that_steps_back_begins_anew() -> None:
    desk = Desk().strike([*keys("abc", 5, start=10_000), *keys("def", 5, start=1_000)]).rest()
    assert desk.text == "abcdef"


def test_a_burst_without_end_is_cut() -> None:
    desk = Desk().strike(keys("A" * (LONGEST + 50), 2)).rest()
    assert [len(scan) for scan in desk.scans] == [LONGEST]


def test_time_that_passes_while_nothing_waits_does_nothing() -> None:
    burst = Burst(lambda _keys: Shape.ANY)
    assert burst.ends_in is None
    assert burst.wait().back == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 900), st.sampled_from("abYZ;<\r\t \x02\x03"), st.sampled_from([0, 28, 44, 88]), st.booleans()
        ),
        max_size=60,
    )
)
def test_whatever_is_struck_no_key_is_lost_or_doubled(struck: list[tuple[int, str, int, bool]]) -> None:
    at, made = 0, []
    for number, (gap, text, code, control) in enumerate(struck):
        at += gap
        made.append(Key(at=at + number, code=code, text=text, control=control))
    desk = Desk().strike(made).rest()
    there = [*desk.landed, *(one for scan in desk.scans for one in scan)]
    assert len({id(one) for one in there}) == len(there)
    assert {id(one) for one in there} <= {id(one) for one in made}
    assert [one.at for one in desk.landed] == sorted(one.at for one in desk.landed)
