"""Every refusal of a file is told in the same words on the screen."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kbdesk.domain.codes import CODES, CodesError

WORDS = tomllib.loads((Path(__file__).parents[2] / "resources" / "messages" / "verify.toml").read_text("utf-8"))


def test_every_refusal_has_words_in_every_language_that_say_the_same() -> None:
    assert {name.removeprefix("fault.") for name in WORDS if name.startswith("fault.codes.")} == CODES
    for code in CODES:
        words = WORDS[f"fault.{code}"]
        values = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", words["en"])}
        assert str(CodesError(code, **values)) == words["en"].format(**values)
