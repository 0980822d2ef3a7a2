"""Where issuers put the personal number in a zone: a table."""

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


def personal_number(layout: str, issuing_state: str, optional: Mapping[str, str]) -> str:
    """Return the personal number that an issuer puts in optional data, empty where there is none."""
    rule = RULES.get((layout, issuing_state))
    if rule is None:
        return ""
    digits, rest = optional[rule.field][: rule.digits], optional[rule.field][rule.digits :]
    return digits if len(digits) == rule.digits and digits.isdigit() and not rest.strip("<") else ""
