"""TOML from outside is decoded, or told at once why not."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.toml_text import DEEPEST, LONGEST, TomlError, decode
from tests.thorough import thorough


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = ", "not TOML: Invalid value (at end of document)"),
        ("x = 1\nx = 2", "not TOML: Cannot overwrite a value"),
        ("x = " + "[" * 5000, "not TOML: nested too deeply"),
        ("x = " + "9" * 5000, "not TOML: a number is beyond measure"),
        ("#" * (LONGEST + 1), f"has {LONGEST + 1} characters; at most {LONGEST} are read"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, why: str) -> None:
    with pytest.raises(TomlError, match=f"^{why[:-1].replace('(', '.')}"):
        decode(text)


@pytest.mark.parametrize("part", ["x", "'a.b'", '"a\\".b"', "''"])
@pytest.mark.parametrize("dot", [".", " . "])
@pytest.mark.parametrize("around", ["{} = 1", "[{}]", "x = {{ {} = 1 }}"])
def test_a_key_of_too_many_parts_is_told_before_it_is_tried(part: str, dot: str, around: str) -> None:
    deep, deeper = (around.format(dot.join([part] * parts)) for parts in (DEEPEST, DEEPEST + 1))
    assert decode(deep)
    with pytest.raises(TomlError, match="nested too deeply"):
        decode(deeper)


def test_a_text_of_the_greatest_length_and_a_text_full_of_dots_are_read() -> None:
    assert decode("#" * LONGEST) == {}
    leader = '"Neni 1' + "." * 500 + ' 12, f. 3."'
    assert decode(f"x = {leader}") == {"x": leader.strip('"')}


@thorough
@given(st.text(alphabet="a1.\"'\\=[]{}, \n#", max_size=200))
def test_a_text_is_read_as_the_standard_library_reads_it_or_refused(text: str) -> None:
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(TomlError):
            decode(text)
    else:
        assert decode(text) == wanted
