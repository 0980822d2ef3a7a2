"""What every command that signs in at a desk is given, and how it tells what the desk refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.joiner import EnvironmentFailedError, Joiner, SignIn
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
from kbdesk.desk.keys_errors import KeysError
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.retention_errors import RetentionError
from kbdesk.desk.rule_errors import RulesError
from kbdesk.desk.shift_errors import BookError
from kbdesk.desk.signer_errors import SignerError
from kbdesk.desk.stock_errors import StockError
from kbdesk.domain.custody import CustodyError
from kbdesk.domain.returns import ReturnError
from kbdesk.icao.trust.errors import TrustError

Refusal = (
    RulesError
    | BookError
    | CustodyError
    | ReturnError
    | StockError
    | PapersError
    | KeysError
    | TrustError
    | OfficersError
    | RetentionError
)
_FAILED = frozenset({"papers.not-saved", "retention.not-saved", "retention.papers-left"})
"""Codes of what the disk stands in the way of."""
_WRONG_CALLS = frozenset(
    f"{noun}.{code}"
    for noun, codes in (
        (
            "rules",
            (
                *("second-missing", "order-missing", "until-passed", "book-unknown", "article-unknown"),
                *("crossing-unknown", "suspension-unknown"),
            ),
        ),
        (
            "stock",
            (
                *("number", "range", "too-many", "kind", "by-hand", "source-missing", "reason-missing", "count-bad"),
                *("outside",),
            ),
        ),
        ("papers", ("number-bad", "which", "reason-missing", "article-unknown", "nothing-changed", "field-unknown")),
        ("papers", ("password-short",)),
        ("shift", ("second-missing", "unknown", "officer-unknown", "count-bad", "text-missing", "waiting-bad")),
        ("crossing", ("reason-missing", "until-passed", "from-passed")),
        ("fees", ("amount-bad", "slip-missing", "slip-odd", "reason-missing", "article-unknown")),
        ("late", ("count-bad", "form-unknown", "line-unknown", "lines-missing", "at-bad", "reason-missing")),
        ("late", ("second-missing",)),
        (
            "custody",
            (
                *("unknown", "number-damaged", "none-chosen", "chosen-twice", "slot-unusable", "officer-unknown"),
                *("seal-unusable", "crossing-unknown", "article-unknown", "order-missing", "second-missing"),
                *("scanned-twice", "nothing-scanned", "explanation-unusable", "manifest-damaged", "too-many"),
                "manifest-unknown",
                "contents-unusable",
            ),
        ),
        (
            "officers",
            (
                *("name-bad", "unknown", "reason-missing", "second-missing", "list-shorter"),
                *("password-short", "password-long", "password-common", "password-own", "password-same"),
            ),
        ),
        ("retention", ("second-missing", "days-unusable", "basis-missing", "reason-missing", "number-unknown")),
        ("retention", ("person-unknown", "file-there")),
        ("keys", ("second-missing", "root-bad", "root-missing", "reason-missing", "passphrase-short", "clock")),
        (
            "trust",
            (
                *("key-damaged", "key-passphrase", "certificate-damaged", "request-damaged", "bundle-damaged"),
                *("trust-damaged", "status-damaged", "bundle-huge", "csca-name", "signer-name"),
            ),
        ),
        (
            "return",
            (
                *("number-unknown", "number-damaged", "zone-not-ours", "zone-damaged", "two-of-a-number"),
                *("item-unknown", "collector-missing", "authorisation-missing", "reason-missing", "text-unusable"),
                *("seal-missing", "seal-not-ours", "claim-unknown", "claim-reason-missing"),
            ),
        ),
    )
    for code in codes
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
        except (RulesError, BookError, CustodyError, ReturnError, StockError, PapersError) as refused:
            return told_refusal(refused, as_json=as_json)
        except (KeysError, TrustError, OfficersError, RetentionError) as refused:
            return told_refusal(refused, as_json=as_json)
        except SignerError as error:
            raise EnvironmentFailedError(str(error)) from error

    update_wrapper(wrapped, command)  # its name and help
    return data_option(json_option(at_option(sign_in_options(click.pass_obj(wrapped)))))


def told_refusal(refused: Refusal, *, as_json: bool) -> int:
    """Tell what the desk would not do, and return the exit code. Raises `EnvironmentFailedError` for a bad disk."""
    if refused.code in _FAILED:
        raise EnvironmentFailedError(str(refused)) from refused
    wrong, found = refused.code in _WRONG_CALLS, refused.faults if isinstance(refused, RulesError) else ()
    if as_json and not wrong:
        faults = [{"file": f.file, "path": f.path, "reason": f.reason} for f in found]
        answer({"refused": {"code": refused.code, "message": str(refused), "faults": faults}})
    click.echo(" ".join(str(refused).split()), err=True)
    for fault in found:
        click.echo(f"  {fault}", err=True)
    return WRONG_INPUT if wrong else SAID_NO
