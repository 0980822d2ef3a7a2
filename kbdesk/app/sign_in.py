"""Sign an officer in: unwrap the store's key, open the store, join the rooms over it."""

from __future__ import annotations

from kbdesk.app.clock import machine_now
from kbdesk.app.session import OpenDesk, clock_of, post_of
from kbdesk.cli.joiner import InputFault, SignIn
from kbdesk.store import settings, slots
from kbdesk.store.store import open_store


def sign_in(who: SignIn, *, reading: bool = False) -> OpenDesk:
    """Open the desk for an officer (on the thread that will own the store).

    A second officer's password is tried as well. Raises `kbdesk.store.errors.StoreError` with one plain sentence,
    `InputFault` for a clock set on a real desk.
    """
    known = settings.read(who.data)
    try:
        clock = clock_of(known, who.at)
    except ValueError as error:
        raise InputFault(str(error)) from error
    key_file = who.data / slots.FILE
    if who.second_password is not None:
        slots.unwrap(key_file, who.second, who.second_password)[:] = bytes(48)
    key = slots.unwrap(key_file, who.officer, who.password)
    post = post_of(known)
    store = open_store(
        who.data, key=key, letter=post.letter, desk=post.desk, machine_now=machine_now, reading=reading
    )
    return OpenDesk(data=who.data, settings=known, store=store, clock=clock, officer=who.officer)
