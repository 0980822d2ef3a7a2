"""What every command that signs in at a desk is given, and how it tells what the desk refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.joiner import Joiner, SignIn
from kbdesk.cli.main import (
    SAID_NO,
    WRONG_INPUT,
    answer,
    at_option,
    data_option,
    json_option,
    sign_in_options,
    signing_in,
)
from kbdesk.desk.rule_errors import RulesError

_WRONG_CALLS = frozenset(
    f"rules.{code}"
    for code in (
        "second-missing",
        "order-missing",
        "until-passed",
        "book-unknown",
        "article-unknown",
        "crossing-unknown",
        "suspension-unknown",
    )
)
"""Refusals that are the caller's mistake; all others are the desk's no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a command: who signs in, and whether the answer is JSON."""

    joiner: Joiner
    who: SignIn
    as_json: bool


def desk_command(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command ``--data``, ``--json``, ``--at`` and the sign-in options; it takes a `Call` and its own.

    What the desk refuses is told on standard error, with ``--json`` on standard output too.
    """

    def wrapped(
        joiner: Joiner,
        *,
        data: Path | None,
        as_json: bool,
        at: datetime | None,
        officer: str,
        password_file: Path | None,
        second: str,
        second_password_file: Path | None,
        **own: Any,
    ) -> int:
        who = signing_in(
            data or joiner.default_data(),
            officer=officer,
            password_file=password_file,
            second=second,
            second_password_file=second_password_file,
            at=at,
        )
        try:
            return command(Call(joiner=joiner, who=who, as_json=as_json), **own)
        except RulesError as refused:
            return _refused(refused, as_json=as_json)

    update_wrapper(wrapped, command)  # its name and help
    return data_option(json_option(at_option(sign_in_options(click.pass_obj(wrapped)))))


def _refused(refused: RulesError, *, as_json: bool) -> int:
    wrong = refused.code in _WRONG_CALLS
    if as_json and not wrong:
        faults = [{"file": f.file, "path": f.path, "reason": f.reason} for f in refused.faults]
        answer({"refused": {"code": refused.code, "message": str(refused), "faults": faults}})
    click.echo(str(refused), err=True)
    for fault in refused.faults:
        click.echo(f"  {fault}", err=True)
    return WRONG_INPUT if wrong else SAID_NO
