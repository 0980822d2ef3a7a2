"""What the desk's books take on the command line: amounts in euro, counts by kind."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import click

from kbdesk.cli.joiner import InputError
from kbdesk.domain.fees import AmountError, amount


class Euro(click.ParamType[Decimal]):
    """An amount in euro and cents."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the amount; anything else is refused."""
        if isinstance(value, Decimal):
            return value
        try:
            return amount(value)
        except AmountError as error:
            self.fail(str(error), param, ctx)


def counts(option: str, pairs: Iterable[str]) -> dict[str, int]:
    """Return ``KIND=COUNT`` pairs by kind; `InputError` naming the option for anything else."""
    found: dict[str, int] = {}
    for pair in pairs:
        kind, sign, number = pair.partition("=")
        if not (kind and sign and number.isascii() and number.isdigit()) or kind in found:
            raise InputError(f"{option}: is KIND=COUNT, such as permit=120, each kind once")
        found[kind] = int(number)
    return found
