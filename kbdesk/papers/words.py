"""The three languages of a paper: Albanian, Serbian in the script its reader reads, English, always in this order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kbdesk.domain.names import to_cyrillic
from kbdesk.domain.vocabulary import Language

if TYPE_CHECKING:
    from kbdesk.domain.messages import Catalogs

Three = tuple[str, str, str]


class Words:
    """What a paper says. `reader` decides the script of the Serbian: Cyrillic for its readers, else Latin.

    `script` is that Serbian as a language.
    """

    def __init__(self, catalogs: Catalogs, reader: Language) -> None:
        self.script = Language.SR_CYRL if reader is Language.SR_CYRL else Language.SR_LATN
        self._catalogs = (catalogs[Language.SQ], catalogs[self.script], catalogs[Language.EN])

    def three(self, message: str, **values: str) -> Three:
        """Return a message in the three languages."""
        sq, sr, en = (catalog.text(message, **values) for catalog in self._catalogs)
        return sq, sr, en

    def label(self, message: str, **values: str) -> str:
        """Return a message as one line, middle dots between the languages; a word they share stands once."""
        return joined(self.three(message, **values))

    def fee(self, code: str) -> str:
        """Return what a fee is called, as one line; the code of one that no message names."""
        message = f"fee.{code}"
        return self.label(message) if self._catalogs[0].has(message) else code

    def counted(self, message: str, number: int) -> str:
        """Return a counted message as one line, each language in its own plural."""
        sq, sr, en = (catalog.count(message, number) for catalog in self._catalogs)
        return joined((sq, sr, en))

    def of(self, texts: Mapping[str, str]) -> Three:
        """Return a text of the record (keys ``sq``, ``sr`` in Latin, ``en``) in the three languages."""
        serbian = texts["sr"]
        return texts["sq"], to_cyrillic(serbian) if self.script is Language.SR_CYRL else serbian, texts["en"]


def joined(three: Three) -> str:
    """Return three words as one line; a word that languages share stands once.

    >>> joined(("Modeli", "Model", "Model"))
    'Modeli · Model'
    """
    return " · ".join(dict.fromkeys(three))
