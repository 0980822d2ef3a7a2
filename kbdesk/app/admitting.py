"""Who comes in: a password tried and counted, the records asked who that is, and what was tried before entered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kbdesk.app.clock import machine_now
from kbdesk.app.making import begun_with
from kbdesk.app.obeying import enter_disputed
from kbdesk.app.older_records import AsFound, enter_gone_back
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.second_codes import CodesDesk
from kbdesk.domain.officers import RECOVERY, KnownSlot
from kbdesk.domain.second_codes import is_code
from kbdesk.store import attempts, left_copies, own_files, rekeying, slot_file, slots
from kbdesk.store.errors import (
    OfficerSuspended,
    OfficerUnknown,
    PasswordGiven,
    PasswordWrong,
    SignInRefused,
    SlotDisputed,
)
from kbdesk.store.slot_file import Slot
from kbdesk.store.slots import Opened
from kbdesk.store.store import Store
from kbdesk.store.wiping import wipe

Known = Mapping[str, KnownSlot] | None
"""The slots that the records know, None where they are an older version's."""


def tried(data: Path, name: str, password: bytearray) -> tuple[Opened, ...]:
    """Return the slots of the desk's key that an officer's password opens; wrong ones are counted, too many wait.

    Wipes the password whatever happens. Raises `kbdesk.store.errors.StoreError`.
    """
    with attempts.trying(data, _counted_as(data, name), now=machine_now()):
        return slots.opened(data / slots.FILE, name, password)


def tried_second(data: Path, name: str, password: bytearray) -> frozenset[str]:
    """Do as `tried` for who opens no records, and return the digests of those slots, for `require_known`."""
    found = tried(data, name, password)
    wipe(*(one.key for one in found))
    return frozenset(one.slot.digest for one in found)


def _counted_as(data: Path, name: str) -> str:
    """Return the name under which a wrong try is counted: what nobody is called may be a password."""
    known = {one.name for one in slots.officers(data / slots.FILE)} | {RECOVERY}
    return name if name in known else attempts.STRANGER


def second_signs(
    data: Path, store: Store, codes: CodesDesk, name: str, password: bytearray, *, kept: bool = False
) -> None:
    """Try a second officer's password, or the next code of a supervisor who signs from afar; wipes either.

    Wrong ones of both are counted together; `kept` is as in `CodesDesk.accept`. Raises
    `kbdesk.store.errors.StoreError`, `OfficersError`.
    """
    if not is_code(password):
        require_second(data, store, name, tried_second(data, name, password))
        return
    refused: OfficersError | None = None
    try:
        with attempts.trying(data, _counted_as(data, name), now=machine_now()):
            try:
                codes.accept(name, password, kept=kept)
            except OfficersError as error:
                refused = error
                raise PasswordWrong from None
    except PasswordWrong:
        raise refused or PasswordWrong from None
    finally:
        wipe(password)


def require_second(data: Path, store: Store, name: str, opened: Collection[str]) -> None:
    """Raise unless the records let an officer sign by one of the slots that they opened."""
    known = store.officers.slots()
    require_active(store, name)
    require_known(data, store, known, name, opened)
    require_own(known, name)


def admit(
    data: Path, store: Store, name: str, opened: Sequence[Slot], found: AsFound, *, at: datetime, renewing: bool
) -> Known:
    """Let in who the records let in by one of the slots that they `opened`, and enter what was tried since the last.

    A desk of a version that knew its officers by their key slots alone takes them over from there. Slots that the
    records do not know, or of whom they suspended, are taken away. Records that are older than they were when somebody
    last came in, as yesterday's copy is, begin their numbers after a gap. A password that others gave lets in only who
    is `renewing` it. Returns the slots that count from now on. Raises `OfficerUnknown`, `OfficerSuspended`,
    `SlotDisputed`, `PasswordWrong`, `PasswordGiven`.
    """
    reading = store.reading
    if not reading:
        _take_over(data, store, at)
    known = store.officers.slots()
    require_active(store, name)
    require_known(data, store, known, name, [slot.digest for slot in opened])
    if not renewing:
        require_own(known, name)
    if not reading:
        slots.keep_generation(data / slots.FILE, opened[0].generation)
        known = _tidy(data, store, known, at)
        _enter_left(data, store, at)
        _enter_exposed(data, store, at)
        enter_gone_back(data, store, at, found)
        enter_disputed(data, store, at)
        _enter_attempts(data, store, at)
    return known


def require_active(store: Store, name: str) -> None:
    """Raise unless the records let an officer sign in; whoever knows the sealed code is let in."""
    if name == RECOVERY or not store.officers.rows():
        return
    found = store.officers.find(name)
    if found is None:
        raise OfficerUnknown
    if not found.active:
        raise OfficerSuspended


def require_known(data: Path, store: Store, known: Known, name: str, opened: Collection[str]) -> None:
    """Do as `require_recorded`, and count who is refused as one who typed a wrong password."""
    try:
        require_recorded(data, store, known, name, opened)
    except SignInRefused:
        with attempts.trying(data, _counted_as(data, name), now=machine_now()):
            raise


def require_recorded(data: Path, store: Store, known: Known, name: str, opened: Collection[str]) -> None:
    """Raise `SlotDisputed` or `PasswordWrong` unless the digest of a slot that was opened is the recorded one.

    An older version's records leave it to the key file. A slot whose entry was never recorded, or that gave way to one
    whose entry is, is a wrong password's.
    """
    path, recorded = data / slots.FILE, KnownSlot(digest="") if known is None else known.get(name)
    expected: Collection[str] = ()
    if recorded is not None:
        expected = (recorded.digest,) if recorded.digest else slots.standing(path, name, store.knows)
    if not set(expected) & set(opened):
        raise PasswordWrong if slots.awaiting(path, name) else SlotDisputed


def require_own(known: Known, name: str) -> None:
    """Raise `PasswordGiven` for who has a password that others gave and know."""
    recorded = (known or {}).get(name)
    if recorded is not None and recorded.given:
        raise PasswordGiven


def _take_over(data: Path, store: Store, at: datetime) -> None:
    if store.officers.rows():
        return
    found = [(one.name, one.role) for one in slots.officers(data / slots.FILE)]
    with store.act(at=at, officer="") as act:
        act.append("officers.known", begun_with(data, found))


def _tidy(data: Path, store: Store, known: Known, at: datetime) -> Mapping[str, KnownSlot]:
    """Enter whose slots the records do not know, take those away, and return those that they do."""
    rekeying.clear(data)
    path = data / slots.FILE
    slots.settle(path, store.knows)
    people, found = {one.name: one.active for one in store.officers.rows()} | {RECOVERY: True}, slots.digests(path)
    if known is None:
        known = {name: KnownSlot(digest="") for name in found}
    whole = {name: replace(one, digest=one.digest or found.get(name, "")) for name, one in known.items()}
    for name in [name for name in whole if people.get(name) is False and found.get(name) == whole[name].digest]:
        slots.remove(path, name)  # a suspension was broken off after its entry
    held = {name: one for name, one in whole.items() if one.digest and people.get(name)}
    digests = {name: one.digest for name, one in held.items()}
    disputed = slots.others(path, digests)
    if disputed:
        told = {name if name in people else attempts.STRANGER for name in disputed}
        with store.act(at=at, officer="") as act:
            act.append("slots.disputed", {"names": sorted(told)})
    slots.hold(path, digests, roles={one.name: str(one.role) for one in store.officers.rows()})
    slot_file.mend(path)
    return held


def _enter_left(data: Path, store: Store, at: datetime) -> None:
    """Take away the copies of the records that kills left half way, and enter which."""
    left = left_copies.clear(data)
    if left:
        with store.act(at=at, officer="") as act:
            act.append("retention.copies-removed", {"files": list(left)})


def _enter_exposed(data: Path, store: Store, at: datetime) -> None:
    """Close the desk's files to other accounts, and enter which of them could have been copied."""
    exposed = own_files.close_to_others(data)
    if exposed:
        with store.act(at=at, officer="") as act:
            act.append("store.exposed", {"files": list(exposed)})


def _enter_attempts(data: Path, store: Store, at: datetime) -> None:
    known, found = store.officers.attempts(), attempts.read(data)
    if not found.waiting and found.count == known:
        return
    counted = max(known, found.count)
    body = {
        "attempts": counted,
        "tries": [{"at": when.isoformat(), "name": name} for when, name in found.waiting],
        "counter_went_back": found.count < known,
    }
    with store.act(at=at, officer="") as act:
        act.append("sign-ins.failed", body)
    attempts.entered(data, found, count=counted)
