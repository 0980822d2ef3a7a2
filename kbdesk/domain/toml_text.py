"""TOML that came from outside, decoded within bounds: what would take minutes is told and not tried."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

LONGEST: Final = 1_000_000
"""Characters of a file; the longest book carried has some thirty thousand."""
DEEPEST: Final = 64
"""Parts of a dotted key; books and passages have five. What tomllib takes for one grows with the square of them."""

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
_DEEP_KEY: Final = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}\.[ \t]*+){{{DEEPEST}}}")


class TomlError(ValueError):
    """A text that is no TOML, or more than is read; the text says why, and nothing of what a person typed."""


def decode(text: str) -> dict[str, Any]:
    """Return what a TOML text says. Raises `TomlError`, and nothing else, whatever the text.

    >>> decode("plate = 'KM 123-AB'")
    {'plate': 'KM 123-AB'}
    """
    if len(text) > LONGEST:
        raise TomlError(f"has {len(text)} characters; at most {LONGEST} are read")
    if _DEEP_KEY.search(text):
        raise TomlError("not TOML: nested too deeply")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"not TOML: {error}") from error
    except RecursionError as error:
        raise TomlError("not TOML: nested too deeply") from error
    except ValueError as error:  # what Python says of a number with thousands of digits
        raise TomlError("not TOML: a number is beyond measure") from error
