"""Whose papers a desk issues."""

from dataclasses import replace

from kbdesk.domain.post import Post, issuer_of
from kbdesk.domain.vocabulary import ShelfName

DESK = Post(crossing="jarinje", letter="J", desk="2", names={"sq": "Jarinjë"}, drill=False)


def test_the_shelf_tells_the_side() -> None:
    assert {shelf: issuer_of(shelf) for shelf in ShelfName} == {"seeds": "RKS", "history": "RKS", "mirror": "SRB"}


def test_specimens_are_issued_by_utopia_whatever_the_side() -> None:
    other = replace(DESK, issuer="SRB")
    assert (DESK.issuing_state, other.issuing_state) == ("RKS", "SRB")
    assert {replace(post, drill=True).issuing_state for post in (DESK, other)} == {"UTO"}
