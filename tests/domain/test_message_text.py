"""Message files are read as TOML says, whoever reads them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain import message_text

FILES = sorted((Path(__file__).parents[2] / "resources" / "messages").glob("*.toml"))
LINES = (
    *('["a.b"]', '["a"]', "[a]", "# said", "", 'en = "x"', 'en = "y"', 'sq = "a \\"b\\""', "sr = 'x'"),
    *('sr = "', "é = 1"),
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_carried_file_is_read_quickly_and_says_the_same(file: Path) -> None:
    text = file.read_text("utf-8")
    assert message_text._plainly(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '["a"]\nen = "a \\"b\\" \\u00e9"\n',
        '["a"]\nen = """\nlong"""\n',
        "[a]\nen = 'x'\n",
        'en = "x"\n',
        '["a"]\nen = "x" # why\n',
        '["a"]\nen = ["x"]\n',
        '["a\\u0062"]\nen = "x"\n',
    ],
)
def test_what_is_written_otherwise_is_left_to_the_other_reader(text: str) -> None:
    assert message_text._plainly(text) is None
    assert message_text.read(text) == tomllib.loads(text)


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=6), max_size=6).map("\n".join))
def test_no_file_is_read_as_something_else(text: str) -> None:
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            message_text.read(text)
    else:
        assert message_text.read(text) == wanted
