"""Why the desk would not do something with its blanks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stock.number": "{number} is not the number of a blank: letters and at most 12 digits at the end.",
        "stock.range": "{first} and {last} are not the first and the last blank of one range.",
        "stock.too-many": "{first} to {last} are more than {most} blanks; one of the two is mistyped.",
        "stock.overlap": "{range} meets the blanks {other}, which are in stock already ({state}).",
        "stock.unknown": "Not all of {range} were ever received at this desk.",
        "stock.state": "The blank {blank} is {state}; it cannot become {to}.",
        "stock.kind": "A paper of the kind {kind} never goes on a numbered blank.",
        "stock.by-hand": "No blank is made {to} by hand; that comes of printing and confirming.",
        "stock.source-missing": "Say in one line where the blanks come from.",
        "stock.reason-missing": "Say in one line why.",
        "stock.count-bad": "A count is never less than nothing.",
        "stock.count-differs": "{counted} blanks were counted where {expected} were expected; say why.",
        "stock.outside": "The blank {blank} is not within {range}.",
        "stock.not-waiting": "No {kind} of the number {number} waits on a blank to be confirmed.",
        "stock.none-left": "There is no blank of the kind {kind} left in the drawer; nothing was recorded.",
    }
)


class StockError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
