"""Make a real desk: two supervisors, a recovery code told once, and the request for its signer's certificate."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from kbdesk.app.clock import WallClock, machine_now
from kbdesk.app.making import begun_with, fill_folder, letter_of, nobody, recovery_code
from kbdesk.app.officers import common_passwords, own_words
from kbdesk.app.place import post_of
from kbdesk.app.seal_signer import SealKeys, signer_name
from kbdesk.app.sealing_desk import SUPERVISOR
from kbdesk.app.trust import BundleFile
from kbdesk.cli.joiner import Initialised, InputError, NewSupervisor
from kbdesk.desk.keys import KeysDesk
from kbdesk.desk.officers import require_good
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.second_codes import draw_sheet, print_sheet
from kbdesk.domain.officers import LONGEST_NAME, usable_name
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import records_seen
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.code_digest import SHEET_COST, digest
from kbdesk.store.settings import Settings, held
from kbdesk.store.settings import write as write_settings
from kbdesk.store.slots import FILE as SLOTS
from kbdesk.store.slots import RECOVERY, NewOfficer, make_slots
from kbdesk.store.store import create_store

REQUEST: Final = "signer-request.pem"


def make(
    data: Path,
    *,
    crossing: str,
    desk: str,
    shelf: str,
    supervisors: Sequence[NewSupervisor],
    tell: Callable[[Initialised], object] = nobody,
) -> Initialised:
    """Make a real desk in a folder that has none. It seals, and so issues, nothing until its signer is certified.

    `tell` shows its codes before it is there: what it raises leaves no desk, and no kill one whose codes nobody saw.
    """
    letter = letter_of(crossing, desk=desk, shelf=shelf)
    settings = Settings(crossing=crossing, desk=desk, shelf=ShelfName(shelf))
    _check(supervisors, post_of(settings))
    code = recovery_code()
    officers = [NewOfficer(name=one.name, role=SUPERVISOR, password=one.password) for one in supervisors]

    sheets: list[tuple[str, tuple[str, ...]]] = []

    def fill(part: Path) -> None:
        recovery = NewOfficer(name=RECOVERY, role=RECOVERY, password=bytearray(code.encode()))
        key = make_slots(part / SLOTS, [*officers, recovery])
        write_settings(part, settings)
        with create_store(part, key=key, letter=letter, desk=desk, machine_now=machine_now) as store:
            opened = {"crossing": crossing, "desk": desk, "shelf": shelf, "drill": False, "settings": held(settings)}
            begun = begun_with(part, [(one.name, SUPERVISOR) for one in supervisors])
            with store.act(at=machine_now(), officer="") as act:
                act.append("desk.opened", {**opened, **begun})
            for one in supervisors:
                sheet = draw_sheet(secrets.token_bytes, partial(digest, cost=SHEET_COST))
                with store.act(at=machine_now(), officer="") as act:
                    print_sheet(act, one.name, sheet)
                sheets.append((one.name, sheet.codes))
            post, name = post_of(settings), supervisors[0].name
            keys = KeysDesk(
                store=store,
                clock=WallClock(),
                officer=name,
                supervisors=frozenset({name}),
                places=SealKeys(part, settings, store.signers),
                file=BundleFile(part),
                signer=signer_name(post),
            )
            replace_file(part / REQUEST, keys.request().pem.encode())
            records_seen.note(part, *store.head())

    made = Initialised(
        data=data,
        crossing=crossing,
        desk=desk,
        shelf=shelf,
        officers=tuple((one.name, SUPERVISOR, "") for one in supervisors),
        recovery_code=code,
        request=data / REQUEST,
    )
    fill_folder(data, fill, tell=lambda: tell(replace(made, sheets=tuple(sheets))))
    return replace(made, sheets=tuple(sheets))


def _check(supervisors: Sequence[NewSupervisor], post: Post) -> None:
    names = [one.name for one in supervisors]
    if len(set(names)) != 2:
        raise InputError("--second: a real desk is made by two supervisors with different names")
    for one in supervisors:
        if one.name.casefold() == RECOVERY:
            raise InputError(f"--officer: {RECOVERY} is the name of the recovery code")
        if not usable_name(one.name):
            raise InputError(f"--officer: a name has 1 to {LONGEST_NAME} characters that can be seen")
        try:
            require_good(one.password, common=common_passwords(), own={*own_words(post), *one.name.split()})
        except OfficersError as error:
            raise InputError(f"--password-file: {error}") from error
