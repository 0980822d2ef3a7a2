"""Invented people with zones whose check digits hold, and the hand that fills their cards."""

from __future__ import annotations

from tests.icao import zones


def card_zone(
    surname: str, given: str, number: str, *, birth: str, sex: str, expiry: str = "280501", personal: str = ""
) -> str:
    """Return the zone of a Serbian identity card; dates as ``yymmdd``."""
    return zones.td1(
        code="ID",
        state="SRB",
        number=number,
        opt1=personal,
        birth=birth,
        sex=sex,
        expiry=expiry,
        nation="SRB",
        opt2="",
        names=f"{surname}<<{given}",
    )


MILAN = card_zone(
    "STOJILJKOVIC", "MILAN", "008123456", birth="780314", sex="M", expiry="280514", personal="1403978910018"
)
LJUBICA = card_zone(
    "STOJILJKOVIC", "LJUBICA", "009876543", birth="850706", sex="F", expiry="270202", personal="0607985925013"
)
EXPIRED = card_zone(
    "VRANJESEVIC", "ZARKO", "004410228", birth="840312", sex="M", expiry="220505", personal="1203984910017"
)


def passengers(count: int) -> list[str]:
    """Return zones of as many different people."""
    return [
        card_zone(
            f"PUTNIK{'ABCDEFGHIJ'[k // 10]}{'ABCDEFGHIJ'[k % 10]}", "NN", f"{7_000_000 + k:09}", birth="700101", sex="M"
        )
        for k in range(count)
    ]
