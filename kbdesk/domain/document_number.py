"""Document numbers: one form for every way to type them, and what is odd about them. Nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kbdesk.domain.lookalikes import as_digits, capitals, folding_key, folding_keys, letters_and_digits
from kbdesk.domain.vocabulary import DocumentType

__all__ = ["DocumentNumber", "NumberDoubt", "folding_key", "folding_keys", "understand_number"]

_LONGEST: Final = 64
_NINE_DIGITS: Final = re.compile(r"[0-9]{9}")
_KOSOVO_CARD: Final = re.compile(r"[0-9A-Z]{8,9}")
_KOSOVO_PASSPORT: Final = re.compile(r"P[0-9]{8}")

_SHAPES: Final[Mapping[tuple[str, str], re.Pattern[str]]] = MappingProxyType(
    {
        ("SRB", DocumentType.IDENTITY_CARD): _NINE_DIGITS,
        ("SRB", DocumentType.PASSPORT): _NINE_DIGITS,
        ("RKS", DocumentType.IDENTITY_CARD): _KOSOVO_CARD,
        ("RKS", DocumentType.PASSPORT): _KOSOVO_PASSPORT,
        ("KS", DocumentType.IDENTITY_CARD): _KOSOVO_CARD,
        ("KS", DocumentType.PASSPORT): _KOSOVO_PASSPORT,
    }
)
"""By issuing state and type. The Serbian card's is published; the others are what is usually seen, never law."""


class NumberDoubt(StrEnum):
    """What is odd about a document number, as a finding's code."""

    UNUSUAL = "document-number-unusual"
    LOOK_ALIKE = "document-number-look-alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A document number as understood.

    `canonical` is the same for all ways to type one number: Latin capitals and digits, nothing between them.
    `suggestion` is the number it would be if letters that look like digits were those; empty where that is no better.
    `doubts` are codes of `NumberDoubt`.
    """

    as_typed: str
    canonical: str
    suggestion: str = ""
    doubts: tuple[str, ...] = ()


def understand_number(text: str, *, issuing_state: str, document_type: str) -> DocumentNumber:
    """Return what a typed document number is; the state by its code, the type a `DocumentType`. Never raises.

    A number of another form than the issuer's documents of that type usually have is a doubt and no more; of issuers
    and types not listed nothing is expected. An empty number has no doubts.

    >>> understand_number("OO9 876-543", issuing_state="SRB", document_type="identity-card").suggestion
    '009876543'
    """
    canonical = letters_and_digits(capitals(text[:_LONGEST]))
    shape = _SHAPES.get((issuing_state, document_type))
    if not canonical or shape is None or shape.fullmatch(canonical):
        return DocumentNumber(as_typed=text, canonical=canonical)
    suggestion = as_digits(canonical)
    if shape.fullmatch(suggestion):
        return DocumentNumber(
            as_typed=text, canonical=canonical, suggestion=suggestion, doubts=(NumberDoubt.LOOK_ALIKE,)
        )
    return DocumentNumber(as_typed=text, canonical=canonical, doubts=(NumberDoubt.UNUSUAL,))
