"""Jobs that were sent to a printer and may still come out of it, though the paper was settled by an officer's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kbdesk.domain.vocabulary import PaperKind

BY_OFFICER: Final = "officer"
"""The reason of an entry that an officer made who looked at the printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintStep:
    """An entry of a paper's way to a hand: its kind, its body, and what a job sent by it is called."""

    kind: str
    job: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A job of a paper that may still come out of a printer; `job` is what it is called there, `printer` the address.

    `seen` tells that an officer saw a sheet of it: that one is not told again.
    """

    kind: PaperKind
    number: str
    copy: int
    sha256: str
    job: str
    printer: str
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayEnd:
    """What became of a stray: it came out after all, or nothing comes out of it any more."""

    stray: Stray
    came_out: bool


def astray(steps: Iterable[PrintStep]) -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """Return the jobs that may still come out by the entries of one paper, in order: where, and whether one was seen.

    A job was left in doubt at some printers, or was never answered for; then an officer said what lay there, which
    settles the paper and not the printer.
    """
    doubted, left = dict[str, tuple[str, ...]](), dict[str, tuple[tuple[str, ...], bool]]()
    job = ""
    for step in steps:
        match step.kind:
            case "paper.sent":
                job = step.job
                doubted[job] = tuple(step.body.get("printers", ()))
            case "paper.unconfirmed":
                doubted[job] = tuple(step.body.get("printers", ()))
            case "paper.failed" | "paper.printed" | "paper.spoiled":
                places = doubted.pop(job, ())
                if places and step.body.get("reason") == BY_OFFICER:
                    left[job] = places, step.kind != "paper.failed"
            case "paper.withdrawn" | "paper.surfaced":
                ended, printer = str(step.body.get("job")), step.body.get("printer")
                places, seen = left.get(ended, ((), False))
                left[ended] = tuple(place for place in places if place != printer), seen
    return {job: found for job, found in left.items() if found[0]}
