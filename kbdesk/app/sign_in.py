"""Sign an officer in: unwrap the store's key, open the store, join the rooms over it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kbdesk.app.admitting import admit, require_active, tried, tried_keys
from kbdesk.app.clock import WallClock, machine_now
from kbdesk.app.drill_signer import equip
from kbdesk.app.obeying import by_the_records
from kbdesk.app.place import clock_of, post_of, settings_of
from kbdesk.app.session import OpenDesk
from kbdesk.cli.joiner import InputError, SignIn
from kbdesk.desk.honest_time import doubt_now, sighting_body
from kbdesk.desk.ports import Clock
from kbdesk.domain.post import Post
from kbdesk.domain.second_codes import is_code
from kbdesk.store import records_seen, slots
from kbdesk.store.errors import StoreUnreadable
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store, open_store
from kbdesk.store.wiping import wipe

BY_SCRIPT = "script"
"""What the entries of a real desk say that no officer made at the window."""


def opened(
    data: Path, settings: Settings, clock: Clock, officer: str, password: bytearray, *, reading: bool = False
) -> Store:
    """Open the store for an officer, on the thread that will own it, and enter that unless it is only for `reading`.

    The entry also begins the store's log, so that every passage after it takes one sync.
    A drill desk of a version without signers gets its own then. Raises `kbdesk.store.errors.StoreError`.
    """
    post = post_of(settings)
    unsettled = None if reading or not slots.awaiting(data / slots.FILE, officer) else bytearray(password)
    store, generation = _opened_by_any(data, post, tried_keys(data, officer, password), reading=reading)
    try:
        if not reading:
            slots.keep_generation(data / slots.FILE, generation)
        admit(data, store, officer, at=clock.now(), reading=reading)
        obeyed = by_the_records(settings, store)
        if isinstance(clock, WallClock):
            clock.most_silent = timedelta(hours=obeyed.silent_hours)
        if unsettled is not None:
            wipe(tried(data, officer, unsettled))  # two passwords opened the desk; one of them counts now
        if not reading:
            if post.drill and not store.signers.rows():
                equip(data, settings, store, at=clock.now())
            with store.act(at=clock.now(), officer=officer) as act:
                last = act.shifts.last()
                latest = act.shifts.latest(last.entry) if last is not None else None
                found = doubt_now(act.shifts, clock, latest=latest)
                sighted = sighting_body(clock, found, before=act.shifts.sighted())
                said = {} if settings.drill else {"settings": store.settings().entry}
                act.append("officer.signed-in", {"desk": post.desk, "shelf": str(obeyed.shelf), **said, **sighted})
            records_seen.note(data, *store.head())
    except BaseException:
        store.close()
        raise
    return store


def _opened_by_any(data: Path, post: Post, keys: dict[int, bytearray], *, reading: bool) -> tuple[Store, int]:
    """Open the store by the newest key that belongs to it; return its generation too. All keys are wiped."""
    refused: StoreUnreadable | None = None
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
                ), generation
            except StoreUnreadable as error:
                refused = error
    finally:
        wipe(*keys.values())
    raise refused or StoreUnreadable


def sign_in(who: SignIn, *, reading: bool = False) -> OpenDesk:
    """Open the desk for a script; a second officer's password is tried as well.

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
    if who.second_password is not None and not afar:
        wipe(tried(who.data, who.second, who.second_password))
    store = opened(who.data, settings, clock, who.officer, who.password, reading=reading)
    by = "" if settings.drill else BY_SCRIPT
    desk = OpenDesk(data=who.data, settings=settings, store=store, clock=clock, officer=who.officer, by=by)
    try:
        if afar:
            desk.verify_second(who.second, who.second_password or bytearray())
        elif who.second:
            require_active(store, who.second)
    except BaseException:
        desk.close()
        raise
    return desk
