"""Line art: the same from the same number, another from another, whole numbers only."""

import re
import zlib
from io import BytesIO
from itertools import accumulate, pairwise

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers.guilloche import RADIUS, Guilloche

NUMBERS = st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=9, max_size=9)
QUICK = settings(max_examples=15, deadline=None)


def operators(art):
    return zlib.decompress(art.stream).decode()


@QUICK
@given(number=NUMBERS)
def test_a_rosette_comes_from_its_number_and_stays_in_its_circle(number):
    rosette = Guilloche().rosette(number)
    again = Guilloche().rosette(number)
    assert [operators(thread) for thread in rosette.uses] == [operators(thread) for thread in again.uses]
    for thread in rosette.uses:
        curves = operators(thread)
        assert "." not in curves
        for x, y in re.findall(r"(-?\d+) (-?\d+) [mc]", curves):
            assert int(x) ** 2 + int(y) ** 2 <= (RADIUS * 1.001) ** 2


@QUICK
@given(one=NUMBERS, two=NUMBERS)
def test_two_numbers_have_two_rosettes(one, two):
    lines = Guilloche()
    same = [operators(t) for t in lines.rosette(one).uses] == [operators(t) for t in lines.rosette(two).uses]
    assert same == (one == two)


def test_a_ribbon_stays_in_its_height_and_is_drawn_once():
    lines = Guilloche()
    ribbon = lines.ribbon("J20047118", 93, 6.4, 10)
    (half,) = ribbon.uses
    heights = [int(y) for _, y in re.findall(r"(-?\d+) (-?\d+) [mc]", operators(half))]
    assert max(map(abs, heights)) <= 320
    assert operators(ribbon).count(half.name) == 2 and "1 0 0 -1" in operators(ribbon)
    assert lines.ribbon("J20047118", 93, 6.4, 10) is ribbon


def test_the_ground_of_a_crossing_is_the_same_for_all_and_its_lines_do_not_cross():
    lines = Guilloche()
    ground = lines.ground("permit jarinje", 93, 82)
    feet = list(accumulate(int(y) for y in re.findall(r"1 0 0 1 0 (\d+) cm", operators(ground))))
    rows = [re.findall(r"(-?\d+) (-?\d+) [mc]$", row, re.MULTILINE) for row in operators(ground).split(" cm\n")[1:]]
    heights = [[foot + int(y) for _, y in row] for foot, row in zip(feet, rows, strict=True)]
    assert len(heights) > 60 and {len(row) for row in heights} == {11}
    assert all(low < high for below, above in pairwise(heights) for low, high in zip(below, above, strict=True))
    assert operators(Guilloche().ground("permit jarinje", 93, 82)) == operators(ground)
    assert operators(lines.ground("permit brnjak", 93, 82)) != operators(ground)


def curves(art):
    return len(re.findall(r" c$", operators(art), re.MULTILINE)) + sum(map(curves, art.uses))


@QUICK
@given(number=NUMBERS)
def test_the_line_art_of_a_number_takes_at_most_six_hundred_curves(number):
    lines = Guilloche()
    ribbons = lines.ribbon(number, 93, 6.4, 10), lines.ribbon(f"{number}b", 93, 4.9, 6)
    taken = curves(lines.rosette(number)) + sum(map(curves, ribbons))
    assert 300 < taken <= 600


def test_no_paper_draws_more_curves_of_a_number_than_that(press, of_kind):
    for kind in PaperKind:
        with pikepdf.open(BytesIO(press.draw(of_kind(kind)).pdf)) as pdf:
            arts = {name: form for page in pdf.pages for name, form in page.Resources.get("/XObject", {}).items()}
            counts = {
                name: len(re.findall(rb" c$", form.read_bytes(), re.MULTILINE))
                for name, form in arts.items()
                if not name.startswith("/Ground")
            }
        assert sum(counts.values()) <= 600, (kind, counts)
