"""What is said of a paper that was verified: to a program, and to a person who stands at the roadside with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled
from kbdesk.domain.messages import Catalog
from kbdesk.domain.verify import ZONE, Checked, Result
from kbdesk.domain.vocabulary import PermitState
from kbdesk.icao.trust.trust_store import Age, TrustStore

_HOUR: Final = timedelta(hours=1)
_INNER: Final = frozenset({"status_index", "mrz", "mrz_a", "mrz_b", "record", "head", "issuer", "number", "kind"})
"""Fields that stand elsewhere in what a person is told, or stand on no paper."""
_MARKS: Final[Mapping[Result, str]] = MappingProxyType(
    {
        Result.GENUINE: "+",
        Result.ENDED: "X",
        Result.UNLISTED: "?",
        Result.DOUBTFUL: "?",
        Result.FALSE: "X",
        Result.DRILL: "#",
    }
)
"""Drawn beside the word, so that colour is not all there is."""
WIDTH: Final = 62


def answer(file: str, checked: Checked) -> dict[str, Any]:
    """Return the answer for a program: the standard's words, the fields, the state and the age of what that rests on.

    What the seal does not say is null.
    """
    verdict, age = checked.verdict, checked.age
    return {
        "file": file,
        "status": str(verdict.status),
        "sub_status": str(verdict.sub_status) if verdict.sub_status else None,
        "trust_level": str(verdict.trust_level),
        "document_type": checked.document_type or None,
        "signer": checked.signer or None,
        "reference": checked.reference or None,
        "fields": dict(checked.fields),
        "permit": str(checked.standing.state),
        "list_age_hours": None if age is None else _hours(age),
        "lost": checked.standing.lost,
        "result": str(checked.result),
        "drill": checked.is_drill,
        "cautions": [str(caution) for caution in checked.cautions],
    }


def banner(result: Result, words: Catalog) -> tuple[str, ...]:
    """Return the three lines in which the result stands large, with its mark, to be coloured by whoever can."""
    mark = _MARKS[result] * 3
    word = " ".join(words.text(f"verify.result.{result}"))
    return ("", f"{mark}  {word}  {mark}".center(WIDTH).rstrip(), "")


def told(checked: Checked, words: Catalog, *, printed_mrz: str = "") -> Iterator[str]:
    """Yield what a person reads under the banner: what it means, the fields, the state, the seal.

    Under a zone of the seal stands the printed one where there is one, and a mark under each letter that differs.
    """
    verdict = checked.verdict
    yield words.text(f"verify.result.{checked.result}.told")
    if verdict.sub_status:
        yield words.text(f"verify.found.{str(verdict.sub_status).lower().replace('_', '-')}")
    if checked.is_drill and checked.result is not Result.DRILL:
        yield f"# {words.text(f'verify.result.{Result.DRILL}.told')}"
    for caution in checked.cautions:
        yield f"! {words.text(f'verify.caution.{caution}')}"
    if checked.document_type:
        yield ""
        yield _title(checked, words)
        if verdict.seal and checked.fields and not checked.is_signed:
            yield words.text("verify.unproved")
        yield from _fields(checked, words)
        yield from _zones(str(checked.fields.get("mrz", "")), printed_mrz, words)
    yield ""
    if checked.number:
        yield _line(words.text("verify.state"), _state(checked, words))
    level = f"{verdict.status} \N{MIDDLE DOT} {verdict.sub_status or verdict.trust_level}"
    yield _line(
        words.text("verify.seal"), f"{level} \N{MIDDLE DOT} {checked.signer or '-'} {checked.reference}".rstrip()
    )


def told_bundle(store: TrustStore, words: Catalog, *, at: datetime) -> Iterator[str]:
    """Yield how old the parts of a bundle are, and what of it does not hold."""
    for age in store.ages(at):
        stale = f" \N{MIDDLE DOT} {words.text('verify.stale')}" if age.is_stale else ""
        yield _line(f"{words.text(f'verify.part.{age.kind}')} {age.name}", f"{_aged(age, words)}{stale}")
    for fault in store.faults:
        yield f"! {words.text(f'fault.{fault.code}', **fault.values)}"


def _title(checked: Checked, words: Catalog) -> str:
    kind = next(
        name for name in (f"verify.kind.{checked.document_type}", f"arrive.paper.{checked.document_type}", "")
        if words.has(name) or not name
    )  # fmt: skip
    number = checked.number or str(checked.fields.get("number", ""))
    return f"{words.text(kind) if kind else checked.document_type}  {_plain(numbers.spelled(number))}".rstrip()


def _fields(checked: Checked, words: Catalog) -> Iterator[str]:
    for name, value in checked.fields.items():
        if name in _INNER or value == "":
            continue
        label = f"verify.field.{name}"
        shown = numbers.spelled_envelope(str(value)) if name == "envelope" else spelled(str(value))
        yield _line(words.text(label) if words.has(label) else name, shown)


def _zones(sealed: str, printed: str, words: Catalog) -> Iterator[str]:
    """Yield the zones line by line, one under the other."""
    for ours, theirs in zip_longest(*(zone.split("\n") if zone else () for zone in (sealed, printed)), fillvalue=""):
        if ours:
            yield _line(words.text("verify.zone.seal"), ours)
        if theirs:
            yield _line(words.text("verify.zone.printed"), theirs)
        if ours and theirs and ours != theirs:
            yield _line("", "".join(" ^"[one != other] for one, other in zip_longest(ours, theirs))).rstrip()


def _state(checked: Checked, words: Catalog) -> str:
    standing = checked.standing
    state = words.text("verify.state.lost" if standing.lost else f"verify.state.{standing.state}")
    if standing.known_at is None:
        known = words.text("verify.no-list") if standing.state is PermitState.UNKNOWN else words.text("verify.by-date")
    elif standing.own:
        known = words.text("verify.by-record")
    else:
        at = standing.known_at.astimezone(ZONE)
        known = words.text("verify.by-list", age=ago(checked.at - at, words), at=f"{at:%d.%m.%Y %H:%M}")
    return f"{state} \N{MIDDLE DOT} {known}"


def ago(age: timedelta, words: Catalog) -> str:
    """Return how long something is past in minutes, hours or days, whichever a person would say; never below none."""
    minutes = max(0, int(age / timedelta(minutes=1)))
    if minutes < 120:
        return words.count("verify.age.minutes", minutes)
    hours = minutes // 60
    return words.count("verify.age.hours", hours) if hours < 72 else words.count("verify.age.days", hours // 24)


def _aged(age: Age, words: Catalog) -> str:
    return words.text("verify.aged", age=ago(age.age, words), at=f"{age.issued_at.astimezone(ZONE):%d.%m.%Y %H:%M}")


def _hours(age: timedelta) -> float:
    return round(age / _HOUR, 1)


def _line(label: str, value: str) -> str:
    return f"{label:<26}  {_plain(value)}"


def _plain(text: str) -> str:
    """Return a text that a forger may have written without what would steer a screen or turn its letters round."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
