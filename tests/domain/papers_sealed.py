"""Seals of papers as two crossings sign them, and what a carried bundle says of those papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from kbdesk.app import carried
from kbdesk.domain import numbers
from kbdesk.domain.verify import Judge, Record
from kbdesk.domain.vocabulary import Series
from kbdesk.icao.mrz import write_td2
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.trust.status_list import ListedState, StatusList
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.seal import sealed
from tests.icao.trust import office

ON = date(2022, 8, 10)
UNTIL = date(2022, 11, 10)
AT = datetime(2022, 8, 11, 10, 0, tzinfo=office.AT.tzinfo)
LISTED_AT = AT - timedelta(hours=6)
STATES = {1: ListedState.IN_FORCE, 2: ListedState.RETURNED, 3: ListedState.VOID, 4: ListedState.LOST}


def number(serial: int, letter: str = "J") -> str:
    return numbers.make(letter, "2", serial)


def zone(paper: str, *, until: date = UNTIL) -> str:
    return write_td2(
        document_code="PU",
        issuing_state="RKS",
        surname="Petrović",
        given_names="Ljubica",
        document_number=paper,
        nationality="SRB",
        birth_date="1978-03-12",
        sex="F",
        expiry_date=until,
    )


def sealed_paper(
    kind: str = "permit",
    fields: Mapping[str, object] | None = None,
    *,
    signer: str = "KSJA",
    issuer: str = "RKS",
    signed_on: date = ON,
) -> bytes:
    """Return a seal by the signer of Jarinje, KSJA, or that of Brnjak, KSBR; a permit's unless another kind is said."""
    definition = carried.definitions()[kind]
    reference, key = {"KSJA": ("1", 2), "KSBR": ("2", 3), "UTDR": ("7", 9)}[signer]
    header = replace(
        sealed.PERMIT,
        issuer=issuer,
        signer=signer,
        reference=reference,
        document_issued_on=ON,
        signed_on=signed_on,
        feature_reference=definition.feature_reference,
        type_category=definition.type_category,
    )
    signed = codec.message(header, definition.encode(permit(1) if fields is None else fields))
    return codec.assemble(signed, signature.sign(office.key(key), signed))


def permit(serial: int, *, letter: str = "J", until: date = UNTIL, index: int | None = None) -> dict[str, object]:
    return {
        "mrz": zone(number(serial, letter), until=until),
        "document_number": "012345678",
        "document": "SRBID",
        "envelope": number(77),
        "status_index": serial if index is None else index,
    }


def registration(serial: int, *, until: date = UNTIL) -> dict[str, object]:
    days = {"valid_from": ON, "valid_until": until}
    return {"number": number(serial), "vin": "VX1102A0123456789", **days, "status_index": serial, "plate": "P 1"}


@cache
def trusted() -> TrustStore:
    """Return what a bundle with the list of J2 makes one believe; the list is six hours old at `AT`."""
    part = office.status(at=LISTED_AT, permits=StatusList.of(STATES.items()))
    return TrustStore(office.bundle(None, part), roots=office.roots(), at=AT)


class Ledger:
    """What the desk J2 has in its own ledger."""

    def __init__(self, known: Mapping[tuple[Series, str], Record]) -> None:
        self._known = known

    def issues(self, paper: str) -> bool:
        return paper.startswith("J2")

    def record(self, series: Series, paper: str) -> Record | None:
        return self._known.get((series, paper))


def judge(at: datetime = AT, ledger: Ledger | None = None, *, is_drill: bool = False) -> Judge:
    return Judge(definitions=carried.definitions(), trusted=trusted(), at=at, records=ledger, is_drill=is_drill)
