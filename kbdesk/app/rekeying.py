"""The desk under a new key, by two officers; whoever else had a password gets a new one from a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final

from kbdesk.app.admitting import require_second, tried_second
from kbdesk.app.clock import machine_now
from kbdesk.app.making import nobody, recovery_code
from kbdesk.app.place import clock_of, settings_of
from kbdesk.app.sign_in import opened
from kbdesk.cli.joiner import InputError, Rekeyed, SignIn
from kbdesk.domain.officers import RECOVERY, KnownOfficer, KnownSlot, may_enter, may_second
from kbdesk.store import ledger, officers, rekeying, slots
from kbdesk.store.desk_lock import DeskLock
from kbdesk.store.engine import Database
from kbdesk.store.errors import RoleRefused, StoreError
from kbdesk.store.slot_file import SECRET_BYTES, Slot
from kbdesk.store.wiping import random_bytes, wipe

KIND: Final = "store.rekeyed"


def rekey(who: SignIn, *, without: Collection[str], tell: Callable[[Rekeyed], object] = nobody) -> Rekeyed:
    """Put the store under a new key: slots for both, then the store, then the old slots go; a kill leaves one whole.

    Only the two who sign and the sealed code, which is new, open it then; `without` names everybody else. `tell` shows
    the code before the store that it opens is put in place: what it raises leaves the old key, and no kill leaves a
    code that nobody saw. Raises `InputError` without a second officer, or where `without` names others;
    `kbdesk.store.errors.StoreError`. Nothing has changed then.
    """
    if who.second_password is None or who.second in ("", who.officer):
        raise InputError("--second: a new key takes two officers, each with their own name and password")
    if RECOVERY in (who.officer, who.second):
        raise InputError("--officer: a new key takes two officers; the sealed code ends with the old one")
    first, second = bytearray(who.password), bytearray(who.second_password)
    settings = settings_of(who.data)
    seconded = tried_second(who.data, who.second, who.second_password)
    with opened(who.data, settings, clock_of(settings), who.officer, who.password) as store:
        require_second(who.data, store, who.second, seconded)
        known = {one.name: one for one in store.officers.rows()}
    others = tuple(one.name for one in known.values() if one.active and one.name not in (who.officer, who.second))
    if not (may_enter(known[who.officer].role, KIND) and may_second(known[who.second].role, KIND)):
        raise RoleRefused
    if set(without) != set(others):
        named, surplus = ", ".join(others) or "nobody", ", ".join(sorted({*without} - {*others}))
        told = f"; not to be named: {surplus}" if surplus else ""
        raise InputError(
            f"--without: who has no password after it until somebody resets it is to be named: {named}{told}"
        )
    lock = DeskLock(who.data)
    path, new = who.data / slots.FILE, random_bytes(SECRET_BYTES)
    old = slots.unwrap(path, who.officer, bytearray(first))
    try:
        at, code = clock_of(settings).now(), recovery_code()
        people = [
            _again(known, who.officer, first),
            _again(known, who.second, second),
            slots.NewOfficer(name=RECOVERY, role=RECOVERY, password=bytearray(code.encode())),
        ]
        made = slots.next_generation(path, people, new, cost=slots.cost_of(path, who.officer))
        body = {"second": who.second, "others": list(others), **_told(made)}
        scratch = rekeying.copy_under(who.data, old=old, new=new, enter=lambda db: _enter(db, who, body, at=at))
        slots.put(path, *made)
        done = Rekeyed(recovery_code=code, others=others)
        tell(done)
        rekeying.put_in_place(who.data, scratch)
        with suppress(StoreError):  # a file that cannot be written keeps slots that open nothing until the next sign-in
            slots.keep_generation(path, made[0].generation)
    except BaseException:
        rekeying.clear(who.data)
        raise
    finally:
        wipe(old, new, first, second)
        lock.release()
    return done


def _told(made: Collection[Slot]) -> dict[str, object]:
    return KnownSlot.told({one.name: KnownSlot(digest=one.digest) for one in made})


def _enter(db: Database, who: SignIn, body: Mapping[str, object], *, at: datetime) -> None:
    officers.require(db, who.officer, KIND, body)
    ledger.append(db, at=at, machine_at=machine_now(), officer=who.officer, kind=KIND, body=body)


def _again(known: dict[str, KnownOfficer], name: str, password: bytearray) -> slots.NewOfficer:
    return slots.NewOfficer(name=name, role=str(known[name].role), password=password)
