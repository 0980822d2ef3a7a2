"""What a rule asks of a card that the card does not say: with it, another rule might apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kbdesk.domain.findings import Finding
from kbdesk.rulebook.case import Case, unmet
from kbdesk.rulebook.codes import Code, note, warn
from kbdesk.rulebook.law import Standing
from kbdesk.rulebook.rules import Rule

_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "issuing_office": "document_issuing_office",
        "displaced_office": "document_issuing_office",
        "issued_on": "document_issued_on",
        "extended_on": "document_extended_on",
        "expires_on": "document_expires_on",
        "expired": "document_expires_on",
        "from_age": "birth_date",
        "under_age": "birth_date",
        "category": "category",
        "first_registered": "first_registered",
        "registration_extended_on": "registration_extended_on",
        "registration_valid_until": "registration_valid_until",
        "registration_expired": "registration_valid_until",
        "inside_since": "inside_since",
        "inside_over_months": "inside_since",
        "residence": "residence",
        "resident_north": "residence",
    }
)
"""The field that each condition asks for. A state, a type or a plate that is missing is found by its own check."""

_MAY_BE_EMPTY: Final = frozenset({"document_extended_on", "registration_extended_on", "inside_since"})
"""Fields whose being empty says something on most cards: never extended, not inside yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The rule that applies to a case, None if none does, and the fields that rules before it ask for in vain.

    A field is decisive where such a rule asks for nothing that is empty on most cards: then it may well apply.
    """

    rule: Rule | None
    asked: Mapping[str, bool]


def read(standing: Standing, case: Case) -> Reading:
    """Return what applies to a case, and the fields that are not known and with which an earlier rule might."""
    fields: dict[str, bool] = {}
    for rule in standing.rules:
        if rule.article.subject is not case.subject:
            continue
        missing = unmet(rule.article.when, case)
        if not missing:
            return Reading(rule=rule, asked=fields)
        if all(name in _FIELDS and _unknown(name, case) for name in missing):
            wanted = dict.fromkeys(_FIELDS[name] for name in missing)
            decisive = _MAY_BE_EMPTY.isdisjoint(wanted)
            fields.update({field: decisive or fields.get(field, False) for field in wanted})
    return Reading(rule=None, asked=fields)


def unknown(path: str, asked: Mapping[str, bool]) -> Iterator[Finding]:
    """Yield that the law asks for fields of a card that are not known; a warn where one is decisive."""
    for field, decisive in asked.items():
        yield (warn if decisive else note)(Code.CONDITION_UNKNOWN, path, field)


def _unknown(name: str, case: Case) -> bool:
    if name == "resident_north":
        return not case.residence
    return case.found(name) in (None, "")
