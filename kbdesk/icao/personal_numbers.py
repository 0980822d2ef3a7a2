"""Where issuers put the personal number in a zone, and who writes numbers in digits alone: tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """The field that begins with the personal number, and how many digits it has."""

    field: str
    digits: int


RULES: Final[Mapping[tuple[str, str], Rule]] = MappingProxyType(
    {
        ("TD1", "SRB"): Rule("optional_1", 13),
        ("TD3", "SRB"): Rule("optional_1", 13),
        ("TD1", "RKS"): Rule("optional_2", 10),
        ("TD3", "RKS"): Rule("optional_1", 10),
        ("TD1", "KS"): Rule("optional_2", 10),
        ("TD3", "KS"): Rule("optional_1", 10),
    }
)
"""By format and issuing state. SRB: the JMBG, as on specimens. RKS, KS (Doc 9303-3 section 5): ten digits."""

IN_DIGITS: Final[Mapping[tuple[str, str], Rule]] = MappingProxyType(
    {("TD1", "SRB"): Rule("document_number", 9), ("TD3", "SRB"): Rule("document_number", 9)}
)
"""Issuers whose document numbers are all digits, as on specimens."""


def personal_number(layout: str, issuing_state: str, optional_1: str, optional_2: str) -> str:
    """Return the personal number that an issuer puts in optional data, empty where there is none.

    `optional_1` and `optional_2` come without their trailing fillers.
    """
    rule = RULES.get((layout, issuing_state))
    if rule is None:
        return ""
    found = optional_1 if rule.field == "optional_1" else optional_2
    return found if len(found) == rule.digits and found.isdigit() else ""


def written_in_digits(layout: str, issuing_state: str) -> Mapping[str, int]:
    """Return the fields, and of each how many characters from its first, that an issuer writes in digits alone."""
    rules = (table.get((layout, issuing_state)) for table in (RULES, IN_DIGITS))
    return {rule.field: rule.digits for rule in rules if rule}
