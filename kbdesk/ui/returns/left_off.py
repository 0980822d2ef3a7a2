"""A return that was left off in the middle, as text: what was shown, and what was said of its handing back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from kbdesk.desk.handing import Handing
from kbdesk.desk.return_view import ReturnView
from kbdesk.domain.returns import Collector, Returnable


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOff:
    """How to look it up again, by its seal where that was shown; `contents` is what lay in the envelope then."""

    text: str
    kind: Returnable
    seal: bytes
    contents: tuple[str, ...]
    label: str
    handing: Handing
    anew: bool

    @classmethod
    def of(cls, view: ReturnView, asked: str, handing: Handing, label: str, *, anew: bool) -> LeftOff:
        """Return how to come back to what is shown; `asked` brought it up, which a zone of another desk alone does."""
        return cls(
            text=view.number if view.own or not asked else asked,
            kind=view.kind,
            seal=b"" if view.shown is None else view.shown.data,
            contents=view.contents,
            label=label,
            handing=handing,
            anew=anew,
        )

    @classmethod
    def read(cls, told: str) -> LeftOff:
        """Return what its text says."""
        said = json.loads(told)
        handing = said["handing"]
        items = None if handing["items"] is None else tuple(handing["items"])
        return cls(
            text=said["text"],
            kind=Returnable(said["kind"]),
            seal=bytes.fromhex(said["seal"]),
            contents=tuple(said["contents"]),
            label=said["label"],
            handing=Handing(**{**handing, "items": items, "collector": Collector(handing["collector"])}),
            anew=said["anew"],
        )

    def __str__(self) -> str:
        """Return it as text."""
        return json.dumps({**asdict(self), "seal": self.seal.hex(), "handing": asdict(self.handing)})
