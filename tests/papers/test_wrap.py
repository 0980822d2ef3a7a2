"""Line breaking loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.papers.wrap import wrapped

TEXTS = st.text(alphabet="abc12 -/ ", max_size=80)


def measure(text, size):
    return len(text) * size


@given(text=TEXTS, width=st.integers(1, 30))
def test_wrapping_keeps_every_letter_and_no_line_is_wider_than_its_column(text, width):
    lines = wrapped(measure, text, 1.0, float(width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)


def test_lines_break_at_spaces_and_after_hyphens_and_only_then_within_a_word():
    assert wrapped(measure, "one two", 1.0, 4.0) == ("one", "two")
    assert wrapped(measure, "Petrović-Njegoš", 1.0, 10.0) == ("Petrović-", "Njegoš")
    assert wrapped(measure, "abcdefgh", 1.0, 3.0) == ("abc", "def", "gh")
    assert wrapped(measure, "one\ntwo", 1.0, 40.0) == ("one", "two")


def test_a_number_at_the_end_stays_with_its_word_where_both_fit():
    assert wrapped(measure, "decision article 1", 1.0, 16.0) == ("decision", "article 1")
    assert wrapped(measure, "decision article one", 1.0, 16.0) == ("decision article", "one")
    assert wrapped(measure, "decision article 1", 1.0, 8.0) == ("decision", "article", "1")
