"""Dates, times and ages as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language

_LOCALES: Final[Mapping[Language, str]] = {
    Language.SQ: "sq_XK",
    Language.SR_LATN: "sr_Latn_XK",
    Language.SR_CYRL: "sr_Cyrl_XK",
    Language.EN: "en_GB",
}
_SHORT: Final[Mapping[Language, str]] = {
    Language.SQ: "d MMM yyyy",
    Language.SR_LATN: "d. MMM yyyy.",
    Language.SR_CYRL: "d. MMM yyyy.",
    Language.EN: "d MMM yyyy",
}
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def locale_of(language: Language) -> QLocale:
    """Return the conventions of a language as they are in Kosovo (British for English)."""
    return QLocale(_LOCALES[language])


def long_date(on: date, language: Language) -> str:
    """Return a date with its weekday, such as ``Tuesday, 13 December 2022``."""
    text = locale_of(language).toString(QDate(on.year, on.month, on.day), QLocale.FormatType.LongFormat)
    return text[:1].upper() + text[1:]


def short_date(on: date, language: Language) -> str:
    """Return a date in a few letters, such as ``1 Aug 2022``."""
    return locale_of(language).toString(QDate(on.year, on.month, on.day), _SHORT[language])


def clock_time(at: datetime) -> str:
    """Return the time of day, such as ``14:32``."""
    return f"{at:%H:%M}"


def brief_age(at: datetime, now: datetime) -> str:
    """Return how long ago something was in its largest unit, by the symbols that all languages share: min, h, d."""
    passed = max(now - at, timedelta())
    if passed < _HOUR:
        return f"{passed // timedelta(minutes=1)}\N{NO-BREAK SPACE}min"
    return f"{passed // _HOUR}\N{NO-BREAK SPACE}h" if passed < _DAY else f"{passed // _DAY}\N{NO-BREAK SPACE}d"


def ago(at: datetime, now: datetime, catalog: Catalog) -> str:
    """Return how long ago something was: just now, minutes, hours, or days."""
    passed = max(now - at, timedelta())
    if passed < timedelta(minutes=1):
        return catalog.text("ago.now")
    if passed < _HOUR:
        return catalog.text("ago.minutes", count=passed // timedelta(minutes=1))
    if passed < _DAY:
        return catalog.text("ago.hours", count=passed // _HOUR)
    return catalog.count("ago.days", passed // _DAY)
