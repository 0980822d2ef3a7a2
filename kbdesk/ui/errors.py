"""What the window says when something did not work: always one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol, runtime_checkable

from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.messages import Catalog

IN_DOUBT: Final = frozenset({"store.in-doubt", "store.waits"})
"""The disk failed, and what was done then has not been found yet: an act, or what nobody is told of."""
_SAYS_BOTH: Final = frozenset({*IN_DOUBT, "store.full", "store.read-only", "store.failing", "store.broken"})


@runtime_checkable
class Coded(Protocol):
    """An error whose sentence stands in the catalogs, under ``fault.<code>``."""

    code: str


def sentence(error: Exception, catalog: Catalog) -> str:
    """Return what to tell the officer: the catalog's words for a coded error, else the error's own sentence.

    An error of ours has no sentence; its kind is named and nothing of its text, which may hold what was typed.
    """
    if isinstance(error, Coded):
        message_id = f"fault.{error.code}"
        if catalog.has(message_id):
            return catalog.text(message_id, **_values(error, catalog))
        return str(error)
    if isinstance(error, OSError):
        return catalog.text("fault.system", reason=error.strerror or type(error).__name__)
    return catalog.text("fault.unknown", kind=type(error).__name__)


def sentence_in(message_id: str, error: Exception, catalog: Catalog) -> str:
    """Return a message with what to tell of an error in the place of its ``{why}``."""
    return catalog.text(message_id, why=sentence(error, catalog))


def not_recorded(error: Exception, catalog: Catalog) -> str:
    """Return that nothing was recorded, and why; whoever cannot seal says both by himself, and so does a bad disk.

    An act in doubt may be recorded: that sentence stands alone for another reason.
    """
    if isinstance(error, SignerError) or (isinstance(error, Coded) and error.code in _SAYS_BOTH):
        return sentence(error, catalog)
    return sentence_in("arrive.issue.failed", error, catalog)


def _values(error: object, catalog: Catalog) -> Mapping[str, str]:
    """Return what fills a sentence; papers and the states of blanks are told in words."""
    values = getattr(error, "values", None)
    if not isinstance(values, Mapping):
        return {}
    words = {"state": "blank_state", "to": "blank_state", "paper": "arrive.paper"}
    named = {key: f"{prefix}.{values[key]}" for key, prefix in words.items() if key in values}
    return {**values, **{key: catalog.text(message) for key, message in named.items() if catalog.has(message)}}
