"""How long keys sign and certificates last (Doc 9303-12, 4.1 Table 1, and its Appendix A)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

SIGNER_MONTHS: Final = 14
"""The private key of a signer of emergency travel documents is used for one year and two months."""
DOCUMENT_MONTHS: Final = 3
"""The longest that our papers are valid; registrations of 60 days end sooner."""
OVERLAP_MONTHS: Final = 2
"""How long before its end a signer's key is followed by the next."""
CSCA_YEARS: Final = 5
CSCA_CERTIFICATE_YEARS: Final = 15
CRL_DAYS: Final = 90
SIGNERS_A_YEAR: Final = 5
DRILL: Final = "UT"
"""Utopia, the country of the standard's examples: drills have one signer from 2005 to 2049, so no period binds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Civil days, the last ones inclusive: from when, until when the private key signs, until when its certificate."""

    valid_from: date
    signs_until: date
    valid_until: date

    @property
    def roll_from(self) -> date:
        """The day from which the next signer is due."""
        return months_on(self.signs_until, -OVERLAP_MONTHS)


DRILL_PERIOD: Final = Periods(
    valid_from=date(2005, 1, 1), signs_until=date(2049, 12, 31), valid_until=date(2049, 12, 31)
)


def signer(valid_from: date, *, document_months: int = DOCUMENT_MONTHS) -> Periods:
    """Return the longest periods of a signer whose papers last so many months at most.

    >>> found = signer(date(2022, 8, 1))
    >>> str(found.signs_until), str(found.valid_until), str(found.roll_from)
    ('2023-09-30', '2023-12-30', '2023-07-30')
    """
    until = months_on(valid_from, SIGNER_MONTHS) - timedelta(days=1)
    return Periods(valid_from=valid_from, signs_until=until, valid_until=months_on(until, document_months))


def csca(valid_from: date) -> Periods:
    """Return the longest periods of a CSCA."""
    return Periods(
        valid_from=valid_from,
        signs_until=months_on(valid_from, 12 * CSCA_YEARS) - timedelta(days=1),
        valid_until=months_on(valid_from, 12 * CSCA_CERTIFICATE_YEARS) - timedelta(days=1),
    )


def months_on(day: date, months: int) -> date:
    """Return the same day number so many months on, or the last day of a month that is too short.

    >>> str(months_on(date(2022, 11, 30), 3)), str(months_on(date(2022, 3, 31), -1))
    ('2023-02-28', '2022-02-28')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def start(day: date) -> datetime:
    """Return the first second of a day; certificates know UTC only."""
    return datetime.combine(day, time(0, 0, 0), UTC)


def end(day: date) -> datetime:
    """Return the last second of a day; certificates know UTC only."""
    return datetime.combine(day, time(23, 59, 59), UTC)
