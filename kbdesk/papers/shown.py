"""How values are shown: dates, instants, amounts, names, digests."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from kbdesk.domain import dates
from kbdesk.domain.outcome import Fee
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.vocabulary import DocumentType

NOTHING = "—"
_CODES = {DocumentType.IDENTITY_CARD: "ID", DocumentType.PASSPORT: "P"}


def plain(text: str) -> str:
    """Return a typed text composed and with single spaces, so that it is drawn as it is read."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def day(on: date) -> str:
    """Return a date as papers show it: ``dd.mm.yyyy``, which no reader takes for another (Doc 9303-3 allows it)."""
    return f"{on:%d.%m.%Y}"


def typed_day(text: str) -> str:
    """Return a date of the draft as papers show it, or as it was typed if it is no date."""
    return plain(dates.spelled(text))


def instant(at: datetime) -> str:
    """Return an instant as papers show it."""
    return f"{at:%d.%m.%Y} · {at:%H:%M}"


def document_code(traveler: TravelerDraft) -> str:
    """Return a document as a code.

    >>> document_code(TravelerDraft(document_type="passport", document_issuing_state="SRB", document_number="012"))
    'P SRB 012'
    """
    code = next((_CODES[kind] for kind in _CODES if kind == traveler.document_type), "")
    return " ".join(filter(None, (code, traveler.document_issuing_state, plain(traveler.document_number))))


def digest(record: str) -> str:
    """Return the first sixteen digits of a record's digest in groups of four.

    >>> digest("0123456789abcdef" * 4)
    '0123 4567 89AB CDEF'
    """
    first = record[:16].upper()
    return " ".join(first[i : i + 4] for i in range(0, len(first), 4))


def fees(of: Sequence[Fee]) -> str:
    """Return what was charged, summed by currency; no fee is a dash, one that is waived counts nothing.

    >>> fees([Fee(code="plates", amount=Decimal("5.00")), Fee(code="customs", amount=Decimal("9.00"), waived=True)])
    '5.00 EUR'
    """
    sums: dict[str, Decimal] = {}
    for fee in of:
        sums[fee.currency] = sums.get(fee.currency, Decimal(0)) + (Decimal(0) if fee.waived else fee.amount)
    return " + ".join(f"{amount:.2f} {currency}" for currency, amount in sums.items()) or NOTHING
