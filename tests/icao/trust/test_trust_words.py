"""Every refusal has its words, the English ones being the sentence itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kbdesk.icao.trust import errors
from kbdesk.icao.trust.errors import CODES, TrustError

WORDS = tomllib.loads((Path(__file__).parents[3] / "resources" / "messages" / "keys.toml").read_text("utf-8"))


def test_every_refusal_has_words_in_every_language_that_say_the_same() -> None:
    for code in CODES:
        words = WORDS[f"fault.{code}"]
        values = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", words["en"])}
        assert str(TrustError(code, **values)) == words["en"].format(**values)
        assert all(set(re.findall(r"\{(\w+)\}", words[language])) == values.keys() for language in ("sq", "sr"))


def test_no_words_are_left_of_a_refusal_that_is_gone() -> None:
    assert {name.removeprefix("fault.") for name in WORDS if name.startswith("fault.trust.")} == CODES


def test_every_refusal_is_made_somewhere() -> None:
    folder = Path(errors.__file__).parent
    sources = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "errors.py")
    assert not {code for code in CODES if f'"{code}"' not in sources}
