"""What may be wrong with the conditions of an article: asked of the wrong card, of an unknown key, or never met."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kbdesk.domain.plate_areas import SERBIAN_AREAS
from kbdesk.domain.reference import Reference
from kbdesk.rulebook.case import AT_LEAST, asked
from kbdesk.rulebook.measures import days_faults
from kbdesk.rulebook.schema import Article, Days, Subject, When

_OF_ONE = {
    Subject.TRAVELER: frozenset({
        "issuing_state", "issuing_office", "displaced_office", "document_type", "with_document",
        "issued_on", "extended_on", "expires_on", "expired", "from_age", "under_age",
    }),
    Subject.VEHICLE: frozenset({
        "plate_class", "plate_code", "category", "first_registered", "registration_extended_on",
        "registration_valid_until", "registration_expired", "inside_since", "inside_over_months",
    }),
}  # fmt: skip
"""The conditions that only one kind of card can meet; all others ask something of either."""


def when_faults(article: Article, reference: Reference | None) -> Iterator[tuple[str, str]]:
    """Yield key path and reason of every condition that no card can meet.

    Keys are looked up in the reference data, unless there is none.
    """
    when = article.when
    for name, wanted in asked(when):
        if any(name in names for subject, names in _OF_ONE.items() if subject is not article.subject):
            yield f".{name}", f"asks nothing of a {article.subject}"
        if isinstance(wanted, Days):
            yield from ((f".{name}{key}", reason) for key, reason in days_faults(wanted))
    if when.from_age and when.under_age and when.from_age >= when.under_age:
        yield ".from_age", "is not below under_age"
    yield from key_faults(".plate_code", when.plate_code, SERBIAN_AREAS, "area code")
    if reference is not None:
        yield from key_faults(".issuing_office", when.issuing_office, reference.issuing_offices, "issuing office")
        yield from key_faults(".residence", when.residence, reference.municipalities, "municipality")


def key_faults(path: str, keys: tuple[str, ...], known: Collection[str], what: str) -> Iterator[tuple[str, str]]:
    """Yield path and reason of every key that is not a known one."""
    for index, key in enumerate(keys, 1):
        if key not in known:
            yield f"{path}[{index}]", f"{key} is no {what}"


def implies(narrow: When, wide: When) -> bool:
    """Tell whether every case that meets the narrow conditions meets the wide ones too."""
    given = dict(asked(narrow))
    return all(name in given and _within(name, given[name], wanted) for name, wanted in asked(wide))


def _within(name: str, narrow: object, wide: object) -> bool:
    if isinstance(narrow, Days) and isinstance(wide, Days):
        begins = wide.first is None or (narrow.first is not None and wide.first <= narrow.first)
        return begins and (wide.last is None or (narrow.last is not None and narrow.last <= wide.last))
    if isinstance(narrow, tuple) and isinstance(wide, tuple):
        return set(narrow) <= set(wide)
    if name in AT_LEAST and isinstance(narrow, int) and isinstance(wide, int):
        return narrow >= wide
    if name == "under_age" and isinstance(narrow, int) and isinstance(wide, int):
        return narrow <= wide
    return narrow == wide
