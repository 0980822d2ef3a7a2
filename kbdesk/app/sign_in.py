"""Sign an officer in: unwrap the store's key, open the store, join the rooms over it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from kbdesk.app.admitting import admit, require_second, tried, tried_second
from kbdesk.app.clock import WallClock, machine_now
from kbdesk.app.drill_signer import equip
from kbdesk.app.obeying import by_the_records
from kbdesk.app.older_records import as_found
from kbdesk.app.place import clock_of, post_of, settings_of
from kbdesk.app.session import OpenDesk
from kbdesk.cli.joiner import InputError, SignIn
from kbdesk.desk.honest_time import sighting_body
from kbdesk.desk.ports import Clock
from kbdesk.domain.officers import KnownSlot
from kbdesk.domain.post import Post
from kbdesk.domain.second_codes import is_code
from kbdesk.store import records_seen
from kbdesk.store.errors import StoreReadOnly, StoreReadsNothing, StoreUnreadable
from kbdesk.store.settings import Settings
from kbdesk.store.slot_file import Slot
from kbdesk.store.slots import Opened
from kbdesk.store.store import Store, open_store
from kbdesk.store.wiping import wipe

BY_SCRIPT = "script"
"""What the entries of a real desk say that no officer made at the window."""


def opened(
    data: Path,
    settings: Settings,
    clock: Clock,
    officer: str,
    password: bytearray,
    *,
    reading: bool = False,
    renewing: bool = False,
) -> Store:
    """Open the store for an officer, on the thread that will own it, and enter that unless it is only for `reading`.

    Who has a password that others gave opens it only while `renewing` that. The entry also begins the store's log, so
    that every passage after it takes one sync. A drill desk of a version without signers gets its own then. Raises
    `kbdesk.store.errors.StoreError`.
    """
    post = post_of(settings)
    store, by = _opened_by_any(data, post, tried(data, officer, password), reading=reading)
    try:
        obeyed = by_the_records(settings, store)
        if isinstance(clock, WallClock):
            clock.most_silent = timedelta(hours=obeyed.silent_hours)
        found = as_found(store, clock, now=machine_now())
        known = admit(data, store, officer, by, found, at=clock.now(), renewing=renewing)
        if not reading:
            if post.drill and not store.signers.rows():
                equip(data, settings, store, at=clock.now())
            with store.act(at=clock.now(), officer=officer) as act:
                sighted = sighting_body(clock, found.doubt, before=act.shifts.sighted())
                said = {} if settings.drill else {"settings": store.settings().entry}
                slots = KnownSlot.told(known or {})
                act.append(
                    "officer.signed-in", {"desk": post.desk, "shelf": str(obeyed.shelf), **said, **slots, **sighted}
                )
            records_seen.note(data, *store.head())
    except BaseException:
        store.close()
        raise
    return store


def _opened_by_any(data: Path, post: Post, found: Sequence[Opened], *, reading: bool) -> tuple[Store, list[Slot]]:
    """Open the store by the newest key that belongs to it; return the slots of that key too. All keys are wiped."""
    refused: StoreUnreadable | None = None
    keys = {one.slot.generation: one.key for one in found}
    try:
        for generation, key in keys.items():
            try:
                return open_store(
                    data,
                    key=key,
                    letter=post.letter,
                    desk=post.desk,
                    drill=post.drill,
                    machine_now=machine_now,
                    reading=reading,
                ), [one.slot for one in found if one.slot.generation == generation]
            except StoreUnreadable as error:
                refused = error
    finally:
        wipe(*(one.key for one in found))
    raise refused or StoreUnreadable


def sign_in(who: SignIn, *, reading: bool = False, renewing: bool = False) -> OpenDesk:
    """Open the desk for a script; a second officer's password is tried as well. `renewing` is as in `opened`.

    Raises `kbdesk.store.errors.StoreError` with one plain sentence, `InputError` for a clock set on a real desk.
    """
    settings = settings_of(who.data)
    try:
        clock = clock_of(settings, who.at)
    except ValueError as error:
        raise InputError(str(error)) from error
    afar = who.second_password is not None and is_code(who.second_password)
    if afar and reading:
        raise InputError("--second: a code signs what is recorded, not what is only read")
    seconded = frozenset[str]()
    try:
        if who.second_password is not None and not afar:
            seconded = tried_second(who.data, who.second, who.second_password)
        store = opened(who.data, settings, clock, who.officer, who.password, reading=reading, renewing=renewing)
    except StoreReadOnly as error:
        raise (StoreReadsNothing if reading else StoreReadOnly) from error
    by = "" if settings.drill else BY_SCRIPT
    desk = OpenDesk(data=who.data, settings=settings, store=store, clock=clock, officer=who.officer, by=by)
    try:
        if afar:
            desk.verify_second(who.second, who.second_password or bytearray())
        elif who.second:
            require_second(who.data, store, who.second, seconded)
    except BaseException:
        desk.close()
        raise
    return desk
