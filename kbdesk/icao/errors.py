"""What can be wrong with a machine readable zone so that nothing can be read from it or written to it."""

from __future__ import annotations

from collections.abc import Mapping


class MrzError(ValueError):
    """A text that is no zone, or data that fit into none.

    The message is one plain English sentence saying what and where. `code` and `values` say the same for a catalog
    in other languages. Neither holds anything of what was read.
    """

    def __init__(self, sentence: str, *, code: str, values: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.values: Mapping[str, str] = dict(values or {})
