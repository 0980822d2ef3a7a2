"""What a rule asks of a card that the card does not say: with it, another rule might apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


def asked_for(standing: Standing, case: Case) -> tuple[str, ...]:
    """Return the fields that are not known and of which one more might make an earlier rule apply, in their order."""
    fields: dict[str, None] = {}
    for rule in _before(standing.rules, case):
        missing = unmet(rule.article.when, case)
        if all(name in _FIELDS and _unknown(name, case) for name in missing):
            fields.update(dict.fromkeys(_FIELDS[name] for name in missing))
    return tuple(fields)


def unknown(path: str, fields: Iterable[str]) -> Iterator[Finding]:
    """Yield that the law asks for fields of a card that are not known."""
    for field in fields:
        make = note if field in _MAY_BE_EMPTY else warn
        yield make(Code.CONDITION_UNKNOWN, path, field)


def _before(rules: Iterable[Rule], case: Case) -> Iterator[Rule]:
    """Yield the rules of a case's subject that are asked before the one that applies."""
    for rule in rules:
        if rule.article.subject is case.subject:
            if not unmet(rule.article.when, case):
                return
            yield rule


def _unknown(name: str, case: Case) -> bool:
    if name == "resident_north":
        return not case.residence
    return case.found(name) in (None, "")
