"""A printer that is spoken to over IPP (RFC 8011): looked at first, given a job, and followed to the job's end."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Event
from typing import Final

from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.devices.ipp import Attributes, Group, Message, Tag, Value, keyword, number, word
from kbdesk.devices.ipp_road import Address, Road, RoadError
from kbdesk.devices.over import Over
from kbdesk.devices.printer_faults import failed, not_taken
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import (
    PDF,
    SIZES,
    UNSCALED,
    Fault,
    JobLook,
    JobState,
    Medium,
    Plan,
    PrinterLook,
    plan,
    role_of,
)
from kbdesk.domain.strays import Stray
from kbdesk.domain.vocabulary import PrintState

_PRINT_JOB, _CANCEL_JOB, _JOB, _JOBS, _PRINTER = 0x02, 0x08, 0x09, 0x0A, 0x0B
_REFUSED: Final = 0x0400
_NOT_SUPPORTED: Final = 0x040B
_BUSY: Final = 0x0507
_USER: Final = "kbdesk"
_MARK: Final = 16
"""Digits of a paper's hash in the name of its job."""
_LOOKED_AT: Final = (
    *("printer-name", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "media-ready"),
    *("media-supported", "document-format-supported", "sides-supported"),
    *("page-ranges-supported", "device-uri"),
)
_FOLLOWED: Final = (
    *("job-id", "job-state", "job-state-reasons"),
    *("job-impressions-completed", "job-printer-state-reasons"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a printer is waited for, in seconds: for an answer, for a job in which nothing happens, for its end
    after it was canceled; and how often it is asked.
    """

    answer: float = 10.0
    idle: float = 120.0
    withdrawn: float = 20.0
    between: float = 0.2

    @property
    def brief(self) -> Patience:
        """With what may be asked in vain, again and again, while papers wait behind it."""
        return replace(self, answer=min(self.answer, 2.0), withdrawn=min(self.withdrawn, 3.0))


PATIENT: Final = Patience()


class IppPrinter:
    """Implements `kbdesk.desk.ports.Printer` and `Asked`. One thread prints; any thread may cancel or look."""

    def __init__(self, address: Address, *, patience: Patience = PATIENT) -> None:
        self._road, self._patience = Road(address, patience.answer), patience
        self._address, self._canceled = address, Event()

    @property
    def address(self) -> str:
        """Where the printer is asked."""
        return self._address.text

    def look(self) -> PrinterLook:
        """Return what the printer says of itself. Raises `PrinterError`."""
        asked = {"requested-attributes": keyword(*_LOOKED_AT)}
        try:
            said = self._ask(_PRINTER, asked).of(Group.PRINTER)
        except RoadError as error:
            raise _silent(error) from error
        named = _words(said, "media-ready") or _words(said, "media-supported")
        media = (Medium.read(name) for name in named)
        return PrinterLook(
            name=next(iter(_words(said, "printer-name")), ""),
            state=_number(said, "printer-state") or 0,
            accepting=_is_true(said, "printer-is-accepting-jobs", unsaid=True),
            reasons=_words(said, "printer-state-reasons"),
            ready=tuple(medium for medium in media if medium is not None),
            formats=_words(said, "document-format-supported"),
            sides=_words(said, "sides-supported"),
            ranges=_is_true(said, "page-ranges-supported"),
            behind=next(iter(_words(said, "device-uri")), ""),
        )

    def put(self, printed: Printed, job: str, told: Callable[[str], None] | None = None) -> None:
        """Print and wait until the paper lies there, or raise `PrinterError`, which says where the paper stands then.

        `job` names the job at the printer; `told` hears what keeps it from going on, empty when it goes on.
        """
        look = self.look()
        if look.obstacle is not None:
            raise not_taken(look.obstacle)
        planned = plan(printed.kind, printed.pages, look)
        if planned is None:
            raise not_taken(Fault.WRONG_PAPER, size=SIZES[role_of(printed.kind)])
        try:
            self._withdraw_earlier(printed)
        except RoadError as error:
            raise _silent(error) from error
        ticket = _ticket(planned, look)
        answer = self._hand_patiently(printed, ticket, job)
        if answer is not None and "print-scaling" in answer.of(Group.UNSUPPORTED):
            del ticket["print-scaling"]
            if answer.code >= _REFUSED:
                answer = self._hand(printed, ticket, job)
        taken = self._taken(answer, planned, _called(printed, job))
        try:
            self._follow(taken, planned.impressions, told)
        except PrinterError as error:
            if error.code == f"printer.{Fault.ABORTED}":
                self._see_whether_refused(look, printed, job)
            raise
        self._see_behind(look, printed, job)
        if "print-scaling" not in ticket:
            raise failed(Fault.SCALED, PrintState.UNCONFIRMED)

    def ask(self, printed: Printed, job: str, told: Callable[[str], None] | None = None) -> None:
        """Follow a job that was sent before, as `put` does; where the printer does not know it, it is not taken."""
        try:
            found = self._named(_called(printed, job))
        except RoadError as error:
            raise _silent(error) from error
        if found is None:
            raise not_taken(Fault.UNKNOWN_JOB)
        look = self.look()
        planned = plan(printed.kind, printed.pages, look)
        self._follow(found, len(printed.pages) if planned is None else planned.impressions, told)
        self._see_behind(look, printed, job)

    def withdraw(self, stray: Stray) -> bool:
        """See that a job comes out no more; return whether it came out before. Raises `PrinterError`.

        A job that the printer does not know any more comes out no more. No paper waits long for one that is silent.
        """
        named, at_hand = f"{stray.job}-{stray.sha256[:_MARK]}", IppPrinter(self._address, patience=self._patience.brief)
        try:
            found = at_hand._jobs(named, ("not-completed", "completed"))
        except RoadError as error:
            raise _silent(error) from error
        return JobState.COMPLETED in [at_hand._canceled_job(job).state for job in found]

    def begin(self) -> None:
        """Forget that another paper was canceled."""
        self._canceled.clear()

    def cancel(self) -> None:
        """Withdraw the job that is being printed; who waits for it is told how it ended."""
        self._canceled.set()

    def _see_behind(self, look: PrinterLook, printed: Printed, job: str) -> None:
        """Ask the printer behind a queue for the same job: CUPS has called one completed that its printer gave up.

        Of a printer at a cable the queue's word is all there is.
        """
        try:
            behind = Address(look.behind)
        except ValueError:
            return
        if behind.secure:  # whose certificate is trusted there the queue does not tell
            return
        try:
            IppPrinter(behind, patience=self._patience).ask(printed, job)
        except NotTakenError as error:
            raise failed(Fault.UNKNOWN_JOB, PrintState.UNCONFIRMED) from error

    def _see_whether_refused(self, look: PrinterLook, printed: Printed, job: str) -> None:
        """Raise that nothing was taken where a queue took a job that the printer behind it does not know.

        CUPS takes a job of a size that the printer refuses, and cancels it as one of which every page came out.
        """
        try:
            behind = IppPrinter(Address(look.behind), patience=self._patience.brief)
            if behind._named(_called(printed, job)) is not None:
                return
            seen = behind.look()
        except (ValueError, RoadError, PrinterError):
            return
        if plan(printed.kind, printed.pages, seen) is None:
            raise not_taken(Fault.WRONG_PAPER, size=SIZES[role_of(printed.kind)])
        raise not_taken(Fault.REFUSED)

    def _hand_patiently(self, printed: Printed, ticket: Attributes, job: str) -> Message | None:
        """Hand the paper over, again and again while the printer is busy with another."""
        with Over(self._patience.idle) as over:
            while not self._canceled.is_set():
                answer = self._hand(printed, ticket, job)
                if answer is None or answer.code != _BUSY:
                    return answer
                if over.is_over:
                    raise not_taken(Fault.BUSY)
                self._canceled.wait(self._patience.between)
        raise failed(Fault.CANCELED)

    def _hand(self, printed: Printed, ticket: Attributes, job: str) -> Message | None:
        """Hand the paper over; return the answer, None where nobody knows whether the printer heard."""
        operation = {
            "job-name": word(Tag.NAME, _called(printed, job)),
            "document-format": word(Tag.MEDIA_TYPE, PDF),
            "ipp-attribute-fidelity": (Value(Tag.BOOLEAN, True),),
        }
        try:
            return self._ask(_PRINT_JOB, operation, ticket, printed.pdf)
        except RoadError as error:
            if error.sent:
                return None
            raise _silent(error) from error

    def _taken(self, answer: Message | None, planned: Plan, job: str) -> int:
        """Return the number of a job that was taken; without an answer the one that the printer knows by its name."""
        if answer is not None and answer.code >= _REFUSED:
            wrong = answer.code == _NOT_SUPPORTED
            raise not_taken(Fault.WRONG_PAPER if wrong else Fault.REFUSED, size=planned.medium.name)
        found = None if answer is None else _number(answer.of(Group.JOB), "job-id")
        if found is not None:
            return found
        try:
            found = self._named(job)
        except RoadError:
            found = None
        if found is None:
            raise failed(Fault.UNKNOWN_JOB, PrintState.UNCONFIRMED)
        return found

    def _follow(self, job: int, impressions: int, told: Callable[[str], None] | None) -> None:
        """Ask for a job until it ends; one in which nothing happens for too long is withdrawn."""
        seen, fault, said = None, None, ""
        with Over(self._patience.idle) as over:
            while not self._canceled.wait(self._patience.between):
                try:
                    now = self._job(job)
                except RoadError:
                    now = JobLook(state=JobState.PROCESSING, reasons=("offline",))
                if now.ended:
                    _judge(now, impressions, fault)
                    return
                fault = now.fault or fault
                if told is not None and said != (now.fault or ""):
                    said = now.fault or ""
                    told(said and f"printer.{said}")
                if now != seen:
                    seen = now
                    over.begin()
                elif over.is_over:
                    self._withdraw(job, impressions, now.fault or Fault.TIMED_OUT)
                    return
        self._withdraw(job, impressions, Fault.CANCELED)

    def _withdraw(self, job: int, impressions: int, why: Fault) -> None:
        """Cancel a job and see that it is canceled: only then may the paper be printed again."""
        _judge(self._canceled_job(job), impressions, why)

    def _withdraw_earlier(self, printed: Printed) -> None:
        """Cancel what a queue still keeps of the same paper, from a time when nobody knew: it would come out too."""
        for job in self._jobs(f"-{_mark(printed)}", ("not-completed",)):
            if self._canceled_job(job).state == JobState.COMPLETED:
                raise failed(Fault.UNKNOWN_JOB, PrintState.UNCONFIRMED)

    def _canceled_job(self, job: int) -> JobLook:
        """Cancel a job and return how it ended; where it does not end, nobody knows of it."""
        pause = Event()
        with Over(self._patience.withdrawn) as over:
            while True:
                try:
                    self._ask(_CANCEL_JOB, {"job-id": number(job)})
                    now = self._job(job)
                except RoadError:
                    now = JobLook(state=JobState.PROCESSING)
                if now.ended:
                    return now
                if over.is_over:
                    raise failed(Fault.NOT_WITHDRAWN, PrintState.UNCONFIRMED)
                pause.wait(self._patience.between)

    def _job(self, job: int) -> JobLook:
        answer = self._ask(_JOB, {"job-id": number(job), "requested-attributes": keyword(*_FOLLOWED)})
        if answer.code >= _REFUSED:
            raise RoadError("the printer does not know the job", sent=True)
        said = answer.of(Group.JOB)
        reasons = (*_words(said, "job-printer-state-reasons"), *_words(said, "job-state-reasons"))
        asked = self._ask(_PRINTER, {"requested-attributes": keyword("printer-state-reasons")}).of(Group.PRINTER)
        return JobLook(
            state=_number(said, "job-state") or 0,
            impressions=_number(said, "job-impressions-completed"),
            reasons=(*reasons, *_words(asked, "printer-state-reasons")),
        )

    def _named(self, job: str) -> int | None:
        """Return the newest job of a name."""
        return max(self._jobs(job, ("not-completed", "completed")), default=None)

    def _jobs(self, ending: str, which: Iterable[str]) -> list[int]:
        """Return the jobs whose names end so."""
        found = []
        for state in which:
            asked = {"which-jobs": keyword(state), "requested-attributes": keyword("job-id", "job-name")}
            for group, said in self._ask(_JOBS, asked).groups:
                if group == Group.JOB and any(name.endswith(ending) for name in _words(said, "job-name")):
                    found.append(_number(said, "job-id") or 0)
        return found

    def _ask(self, operation: int, more: Attributes, job: Attributes | None = None, data: bytes = b"") -> Message:
        asked = {
            "attributes-charset": word(Tag.CHARSET, "utf-8"),
            "attributes-natural-language": word(Tag.LANGUAGE, "en"),
            "printer-uri": word(Tag.URI, self._address.uri),
        }
        # a job is named by its number before who asks is named (RFC 8011, 4.3.1), and all else comes after
        numbered = {name: more[name] for name in more if name == "job-id"}
        user = word(Tag.NAME, getpass.getuser() if self._address.socket else _USER)
        operations = {**asked, **numbered, "requesting-user-name": user, **more}
        groups: tuple[tuple[int, Attributes], ...] = ((Group.OPERATION, operations),)
        if job:
            groups = (*groups, (Group.JOB, job))
        return self._road.ask(Message(code=operation, groups=groups, data=data))


def _silent(error: RoadError) -> NotTakenError:
    """Return what is told of a printer from which no answer came, or of another one in its place."""
    return not_taken(Fault.STRANGER if error.strange else Fault.OFFLINE)


def _ticket(planned: Plan, look: PrinterLook) -> dict[str, tuple[Value, ...]]:
    """Return how the job is to be printed, leaving nothing to the printer: medium, scale, copies, sides."""
    size: Mapping[str, tuple[Value, ...]] = {
        "x-dimension": number(planned.medium.width),
        "y-dimension": number(planned.medium.height),
    }
    ticket = {"copies": number(1), "print-scaling": keyword(UNSCALED)}
    if planned.medium.name.startswith("custom_"):
        named = {"media-size": (Value(Tag.BEGIN_COLLECTION, size),)}
        ticket["media-col"] = (Value(Tag.BEGIN_COLLECTION, named),)
    else:
        ticket["media"] = keyword(planned.medium.name)
    if planned.sides in look.sides:
        ticket["sides"] = keyword(planned.sides)
    if planned.pages is not None:
        ticket["page-ranges"] = (Value(Tag.RANGE, planned.pages),)
    return ticket


def _called(printed: Printed, job: str) -> str:
    """Return what a job is called at the printer: which sending it is, and of which paper."""
    return f"{job}-{_mark(printed)}"


def _mark(printed: Printed) -> str:
    return printed.sha256[:_MARK]


def _judge(job: JobLook, impressions: int, fault: Fault | None) -> None:
    """Return where a job that ended is a paper that lies there; else raise where the paper stands."""
    if job.state == JobState.COMPLETED:
        if job.impressions != impressions:
            raise failed(Fault.MISCOUNTED, PrintState.UNCONFIRMED)
        return
    raise failed(fault or Fault.ABORTED)


def _words(said: Attributes, name: str) -> tuple[str, ...]:
    return tuple(value.content for value in said.get(name, ()) if isinstance(value.content, str))


def _number(said: Attributes, name: str) -> int | None:
    return next((v.content for v in said.get(name, ()) if isinstance(v.content, int)), None)


def _is_true(said: Attributes, name: str, *, unsaid: bool = False) -> bool:
    return next((v.content is True for v in said.get(name, ())), unsaid)
