"""Words with typos: how far apart, and that no pair near enough is left out by the keys."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.search_near import Typed, deletion_keys, most_typos

WORDS = st.text("abcd", min_size=1, max_size=10)


def exhaustive(a: str, b: str) -> int:
    """Optimal string alignment by its definition, with nothing left out."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
        ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
        if i > 1 and j > 1 and (a[i - 1], a[i - 2]) == (b[j - 2], b[j - 1]):
            ways.append(table[i - 2, j - 2] + 1)
        table[i, j] = min(ways)
    return table[len(a), len(b)]


@given(WORDS, WORDS, st.integers(0, 3))
def test_the_distance_is_that_of_the_definition_up_to_its_bound(a: str, b: str, most: int) -> None:
    real = exhaustive(a, b)
    assert Typed(a).distance(b, most=most) == (real if real <= most else None)


@given(WORDS, st.data())
def test_two_words_near_enough_share_a_key(word: str, data: st.DataObject) -> None:
    typed = word
    for _ in range(2):
        place = data.draw(st.integers(0, len(typed)))
        letter = data.draw(st.sampled_from(["", *"abcd"]))
        gone = data.draw(st.integers(0, 1))
        typed = typed[:place] + letter + typed[place + gone :]
    far = exhaustive(word, typed)
    if typed and far <= most_typos(typed):
        assert deletion_keys(word) & deletion_keys(typed, most=far)


@given(WORDS, st.integers(0, 9))
def test_two_letters_changed_over_are_one_typo(word: str, place: int) -> None:
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    assert Typed(word).distance(swapped, most=1) in (0, 1)
    if len(word) > 2:
        assert deletion_keys(word) & deletion_keys(swapped)


@pytest.mark.parametrize(
    ("word", "typos", "keys"), [("an", 0, 1), ("ana", 1, 4), ("petar", 2, 16), ("petrovic", 2, 29)]
)
def test_the_keys_of_a_word_stay_few(word: str, typos: int, keys: int) -> None:
    assert (most_typos(word), len(deletion_keys(word))) == (typos, keys)


def test_control_words_too_far_apart_are_told_apart() -> None:
    assert Typed("ana").distance("iva", most=1) is None
    assert Typed("a").distance("abcd", most=2) is None
    assert (Typed("").distance("ab", most=2), Typed("ab").distance("", most=2)) == (2, 2)
    assert not deletion_keys("ana") & deletion_keys("iva")
