"""Why the desk would not keep, hold or prune something."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "retention.not-yours": "How long things are kept is for a supervisor or an administrator.",
        "retention.second-missing": "This takes two officers: a second one must give their own name and password.",
        "retention.second-unfit": "{second} may not sign this as the second officer: their role decides nothing here.",
        "retention.terms-missing": "Nobody has set how long things are kept; set the terms first.",
        "retention.days-unusable": "A term is a whole number of days from 1 to {most}.",
        "retention.basis-missing": "Say in one line of up to {most} characters what the terms rest on.",
        "retention.same-terms": "These are the terms already.",
        "retention.reason-missing": "Say in one line of up to {most} characters why.",
        "retention.number-unknown": "This desk holds no {kind} of the number {number}.",
        "retention.held-already": "That case is kept already.",
        "retention.not-held": "Nobody keeps that case.",
        "retention.person-unknown": "This desk holds no person's data under {kind} {number}.",
        "retention.not-for-role": "What is held on a person is told by a supervisor.",
        "retention.file-there": "{name} is there already and would be replaced; choose another name.",
        "retention.not-saved": "The files could not be written, and nothing was told: {why}",
        "retention.papers-left": "It was pruned, but papers of it in the printer's folder could not be removed: {why}",
        "retention.nothing-due": "Nothing is due; nothing was pruned.",
    }
)


class RetentionError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
