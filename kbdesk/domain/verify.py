"""Verify: what a seal proves of a paper, what became of the paper, and how old that knowledge is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from kbdesk.domain import numbers, seal_fields
from kbdesk.domain.codes import Code
from kbdesk.domain.vocabulary import PaperKind, PermitState, Series
from kbdesk.icao.seal import verdict as seals
from kbdesk.icao.seal.definitions import Definitions
from kbdesk.icao.seal.header import MAGIC
from kbdesk.icao.seal.verdict import Status, SubStatus, TrustLevel, Verdict
from kbdesk.icao.trust.periods import DRILL
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.icao.trust.trust_store import TrustStore

ZONE: Final = ZoneInfo("Europe/Belgrade")
"""Papers are valid by civil days there, wherever the one who verifies them stands."""


class Result(StrEnum):
    """A paper in one word.

    ``genuine``: the seal holds, and so does the paper, if it is one that can end. ``ended``: the seal holds, but the
    paper is expired, returned, void or lost. ``unlisted``: the seal holds; whether the paper does, nobody here knows.
    ``doubtful``: no seal could be read, or its certificate is past its time. ``false``: the seal does not hold.
    ``drill``: a paper of an exercise, whatever its seal.
    """

    GENUINE = "genuine"
    ENDED = "ended"
    UNLISTED = "unlisted"
    DOUBTFUL = "doubtful"
    FALSE = "false"
    DRILL = "drill"


class Caution(StrEnum):
    """What else the one who verifies has to know.

    ``reported-lost``: whoever shows the paper is not the one it was given to. ``no-record``: this desk should have
    issued it, and its ledger knows nothing of it. ``other-crossing``: the signer of another crossing sealed it.
    ``clock-behind``: seal or list are from after now, so the clock here is wrong.
    """

    REPORTED_LOST = "reported-lost"
    NO_RECORD = "no-record"
    OTHER_CROSSING = "other-crossing"
    CLOCK_BEHIND = "clock-behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a desk's own ledger says of a permit or registration; `lost` where its loss was reported."""

    state: PermitState
    valid_until: date | None
    lost: bool = False


class Records(Protocol):
    """A desk's own ledger, which knows better than any list."""

    def issues(self, number: str) -> bool:
        """Tell whether a number is one of this desk's own."""

    def record(self, series: Series, number: str) -> Record | None:
        """Return what the ledger says of one of its own, or of another desk's that was exited here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a permit or registration. A lost one is `void`, and `lost` besides: it stands for nobody.

    `known_at` is the instant of the list, or the present where the desk's `own` ledger speaks; None where only the
    seal does. Silence of a list is `unknown`, never clear.
    """

    state: PermitState = PermitState.UNKNOWN
    lost: bool = False
    known_at: datetime | None = None
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found of one seal at an instant.

    `document_type` is the kind of paper, empty where the seal does not say; `signer` four characters (``KSJ2``) and
    `reference` that of its certificate. `fields` stand in the order in which they are compared with the paper, ISO
    dates; they are what the seal says, and prove nothing unless `is_signed`.
    """

    at: datetime
    verdict: Verdict
    result: Result
    document_type: str = ""
    signer: str = ""
    reference: str = ""
    number: str = ""
    fields: Mapping[str, str | int] = field(default_factory=dict)
    standing: Standing = Standing()
    cautions: tuple[Caution, ...] = ()
    is_drill: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether a known signer signed these fields."""
        return self.verdict.sub_status in _SIGNED

    @property
    def is_refused(self) -> bool:
        """Whether the paper is to be refused, or looked into: its seal, its state or a caution speaks against it."""
        ended = self.standing.state in ENDED
        return self.verdict.status is Status.INVALID or ended or not _SUSPICIOUS.isdisjoint(self.cautions)

    @property
    def age(self) -> timedelta | None:
        """How old the knowledge is of what became of the paper; None where there is none."""
        return None if self.standing.known_at is None else self.at - self.standing.known_at


_SIGNED: Final = frozenset(
    {
        None,
        SubStatus.UNKNOWN_FEATURE,
        SubStatus.EXPIRED_CERTIFICATE,
        SubStatus.INVALID_SEAL_MRZ,
        SubStatus.INVALID_PRINTED_MRZ,
        SubStatus.SEAL_DOCUMENT_MISMATCH,
    }
)
"""Findings before which the signature was tried, and held."""
ENDED: Final = frozenset({PermitState.RETURNED, PermitState.VOID, PermitState.EXPIRED})
"""States in which a paper stands no more."""
_SUSPICIOUS: Final = frozenset({Caution.NO_RECORD, Caution.OTHER_CROSSING})
_LISTED: Final[Mapping[ListedState, PermitState]] = MappingProxyType(
    {
        ListedState.IN_FORCE: PermitState.IN_FORCE,
        ListedState.RETURNED: PermitState.RETURNED,
        ListedState.VOID: PermitState.VOID,
        ListedState.LOST: PermitState.VOID,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges seals by what is known at an instant.

    `records` is None where there is no desk. `is_drill` tells that all is exercise here, so that a drill's papers are
    judged as if they were real; elsewhere they are only ever called papers of a drill.
    """

    definitions: Definitions
    trusted: TrustStore
    at: datetime
    records: Records | None = None
    is_drill: bool = False

    @property
    def on(self) -> date:
        """The civil day at the crossings."""
        return self.at.astimezone(ZONE).date()

    def check(self, data: bytes, *, printed_mrz: str = "") -> Checked:
        """Return what is found of the bytes of a seal; raises nothing whatever they are.

        `printed_mrz` is the zone as read from the paper, its lines joined by line feeds, empty where none was read.
        """
        on = self.on
        verdict = seals.verify(data, definitions=self.definitions, signers=self.trusted, on=on, printed_mrz=printed_mrz)
        said = seal_fields.read(verdict, on=on) if verdict.seal else seal_fields.label(data)
        header = verdict.seal.header if verdict.seal else None
        is_signed = verdict.sub_status in _SIGNED
        standing = self._standing(said, on=on) if is_signed else Standing()
        is_drill = header is not None and header.signer.startswith(DRILL)
        cautions = tuple(self._cautions(verdict, said, standing)) if is_signed else ()
        return Checked(
            at=self.at,
            verdict=verdict,
            result=Result.DRILL if is_drill and not self.is_drill else _result(verdict, said, standing, cautions),
            document_type=said.document_type,
            signer=header.signer if header else "",
            reference=header.reference if header else "",
            number=said.number,
            fields=said.fields,
            standing=standing,
            cautions=cautions,
            is_drill=is_drill,
        )

    def check_codes(self, codes: Sequence[Code], *, printed_mrz: str = "") -> tuple[Checked, ...]:
        """Return what is found of the seals among the codes of a file, or of every code where none is a seal.

        No code at all is a seal that could not be read.
        """
        seals_first = [code for code in codes if code.data[:1] == bytes((MAGIC,))] or codes
        if not seals_first:
            return (Checked(at=self.at, verdict=seals.READ_ERROR, result=Result.DOUBTFUL),)
        return tuple(self.check(code.data, printed_mrz=printed_mrz) for code in seals_first)

    def _standing(self, said: seal_fields.Said, *, on: date) -> Standing:
        if said.series is None or not said.number:
            return _by_date(Standing(), said.valid_until, on)
        own = self.records.record(said.series, said.number) if self.records else None
        if own is not None:
            state = PermitState.VOID if own.lost else own.state
            until = own.valid_until or said.valid_until
            return _by_date(Standing(state=state, lost=own.lost, known_at=self.at, own=True), until, on)
        listed = self.trusted.listed(said.number[:2], str(said.series), numbers.serial(said.number))
        if listed is None or said.status_index != numbers.serial(said.number):
            return _by_date(Standing(), said.valid_until, on)
        state = PermitState.UNKNOWN if listed.state is None else _LISTED[listed.state]
        found = Standing(state=state, lost=listed.state is ListedState.LOST, known_at=listed.issued_at)
        come = listed.issued_at.astimezone(ZONE).date()  # a day that has come, whatever this machine's clock says
        return _by_date(found, said.valid_until, max(on, come))

    def _cautions(self, verdict: Verdict, said: seal_fields.Said, standing: Standing) -> list[Caution]:
        found = [Caution.REPORTED_LOST] if standing.lost else []
        if said.series and self.records and self.records.issues(said.number):
            found += [] if self.records.record(said.series, said.number) else [Caution.NO_RECORD]
        header = verdict.seal.header if verdict.seal else None
        if header and said.series and not header.signer.startswith(DRILL) and header.signer[2] != said.number[0]:
            found.append(Caution.OTHER_CROSSING)
        is_later = standing.known_at is not None and standing.known_at > self.at
        if is_later or (header and header.signed_on > self.on):
            found.append(Caution.CLOCK_BEHIND)
        return found


def _by_date(found: Standing, valid_until: date | None, on: date) -> Standing:
    """Return a standing after its last valid day, which is a valid one: what stood till then is expired."""
    standing_still = (PermitState.IN_FORCE, PermitState.UNKNOWN)
    if valid_until is None or on <= valid_until or found.state not in standing_still:
        return found
    return replace(found, state=PermitState.EXPIRED)


def _result(verdict: Verdict, said: seal_fields.Said, standing: Standing, cautions: tuple[Caution, ...]) -> Result:
    if verdict.status is Status.INVALID:
        is_label = said.document_type == PaperKind.ENVELOPE_LABEL
        return Result.DOUBTFUL if is_label or verdict.trust_level is TrustLevel.MEDIUM else Result.FALSE
    if standing.state in ENDED:
        return Result.ENDED
    is_open = said.can_end and standing.state is PermitState.UNKNOWN
    return Result.UNLISTED if is_open or not _SUSPICIOUS.isdisjoint(cautions) else Result.GENUINE
