"""Why the desk would not do something with its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from kbdesk.rulebook.faults import Fault

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rules.second-missing": "This takes two officers: a second one must give their own name and password.",
        "rules.supervisor-missing": "At least one of the two officers must be a supervisor.",
        "rules.supervisor-only": "Only a supervisor may suspend a rule.",
        "rules.no-signer": "This desk knows nobody whose signature on a book it could trust; import the signer's key.",
        "rules.signer-unusable": "The signer's key in the data folder cannot be used; import it again.",
        "rules.signature-bad": "The signature is not the signer's, or not of this file. The book was not activated.",
        "rules.unsound": "The book has faults ({count}) and cannot be used; check it to see them all.",
        "rules.other-shelf": "The book is for the shelf {shelf}, and this desk obeys another.",
        "rules.tie": "The book has the same precedence as {book}, which is in force at the same time.",
        "rules.active-already": "This very book is on the shelf of this desk already.",
        "rules.over": "Nothing of this book would be in force: its time has passed.",
        "rules.book-unknown": "There is no book {book} on this desk's shelf.",
        "rules.article-unknown": "The book {book} has no article {article}.",
        "rules.crossing-unknown": "There is no crossing {crossing}.",
        "rules.order-missing": "A suspension needs the reference of the order it follows.",
        "rules.reason-missing": "Another shelf needs a reason.",
        "rules.shelf-same": "This desk obeys the shelf {shelf} already.",
        "rules.shelf-other-side": "A real desk stays on its side; a desk on the other one is made anew.",
        "rules.until-passed": "The suspension would be over before it begins.",
        "rules.suspension-unknown": "There is no such suspension, or it was lifted already.",
        "rules.signed-already": "This suspension has its second signature already.",
    }
)


class RulesError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``).

    `faults` lists what is wrong with a book, where that is why.
    """

    def __init__(self, code: str, faults: Sequence[Fault] = (), **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
        self.faults = tuple(faults)
