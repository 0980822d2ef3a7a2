"""Who comes in: a password tried and counted, the records asked who that is, and what was tried before entered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kbdesk.app.clock import machine_now
from kbdesk.app.making import begun_with
from kbdesk.app.obeying import enter_disputed
from kbdesk.app.older_records import enter_gone_back
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.second_codes import CodesDesk
from kbdesk.domain.officers import RECOVERY
from kbdesk.domain.second_codes import is_code
from kbdesk.store import attempts, left_copies, own_files, rekeying, slot_file, slots
from kbdesk.store.errors import OfficerSuspended, OfficerUnknown, PasswordWrong
from kbdesk.store.store import Store
from kbdesk.store.wiping import wipe


def tried(data: Path, name: str, password: bytearray) -> bytearray:
    """Return the desk's key, by an officer's password; a wrong one is counted, and too many have to wait.

    Wipes the password whatever happens. Raises `kbdesk.store.errors.StoreError`.
    """
    keys = tried_keys(data, name, password)
    newest = next(iter(keys))
    wipe(*(key for generation, key in keys.items() if generation != newest))
    return keys[newest]


def tried_keys(data: Path, name: str, password: bytearray) -> dict[int, bytearray]:
    """Do as `tried`, and return every key that the password opens: two where a new one was about to be put in place."""
    with attempts.trying(data, _counted_as(data, name), now=machine_now()):
        return slots.candidates(data / slots.FILE, name, password)


def _counted_as(data: Path, name: str) -> str:
    """Return the name under which a wrong try is counted: what nobody is called may be a password."""
    known = {one.name for one in slots.officers(data / slots.FILE)} | {RECOVERY}
    return name if name in known else attempts.STRANGER


def second_signs(data: Path, store: Store, codes: CodesDesk, name: str, password: bytearray) -> None:
    """Try a second officer's password, or the next code of a supervisor who signs from afar; wipes either.

    Wrong ones of both are counted together. Raises `kbdesk.store.errors.StoreError`, `OfficersError`.
    """
    if not is_code(password):
        wipe(tried(data, name, password))
        require_active(store, name)
        return
    refused: OfficersError | None = None
    try:
        with attempts.trying(data, _counted_as(data, name), now=machine_now()):
            try:
                codes.accept(name, password)
            except OfficersError as error:
                refused = error
                raise PasswordWrong from None
    except PasswordWrong:
        raise refused or PasswordWrong from None
    finally:
        wipe(password)


def admit(data: Path, store: Store, name: str, *, at: datetime, reading: bool) -> None:
    """Let in who the records let in, and enter the wrong passwords since somebody last came in.

    A desk of a version that knew its officers by their key slots alone takes them over from there. Slots that the
    records do not know, or of whom they suspended, are taken away. Records that are older than they were when somebody
    last came in, as yesterday's copy is, begin their numbers after a gap. Raises `OfficerUnknown`, `OfficerSuspended`.
    """
    silent = store.silent()
    if not reading:
        _take_over(data, store, at)
    require_active(store, name)
    if not reading:
        slot_file.mend(data / slots.FILE)
        _tidy(data, store)
        _enter_left(data, store, at)
        _enter_exposed(data, store, at)
        enter_gone_back(data, store, at, silent=silent)
        enter_disputed(data, store, at)
        _enter_attempts(data, store, at)


def require_active(store: Store, name: str) -> None:
    """Raise unless the records let an officer sign in; whoever knows the sealed code is let in."""
    if name == RECOVERY or not store.officers.rows():
        return
    found = store.officers.find(name)
    if found is None:
        raise OfficerUnknown
    if not found.active:
        raise OfficerSuspended


def _take_over(data: Path, store: Store, at: datetime) -> None:
    if store.officers.rows():
        return
    found = [(one.name, one.role) for one in slots.officers(data / slots.FILE)]
    with store.act(at=at, officer="") as act:
        act.append("officers.known", begun_with(data, found))


def _tidy(data: Path, store: Store) -> None:
    rekeying.clear(data)
    slots.settle(data / slots.FILE, store.knows)
    active = {one.name for one in store.officers.rows() if one.active}
    for one in slots.officers(data / slots.FILE):
        if one.name not in active:
            slots.remove(data / slots.FILE, one.name)


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
