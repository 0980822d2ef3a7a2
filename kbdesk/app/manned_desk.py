"""Who works a desk with an officer signed in, and who signs beside them; and what they hold, backed up."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kbdesk.app import carried
from kbdesk.app.sealing_desk import SealingDesk
from kbdesk.domain.officers import BACKUPS_CHOSEN

if TYPE_CHECKING:
    from pathlib import Path

    from kbdesk.desk.backup import BackupDesk
    from kbdesk.desk.officers import OfficersDesk
    from kbdesk.desk.retention import RetentionDesk
    from kbdesk.desk.second_codes import CodesDesk


class MannedDesk(SealingDesk):
    """The part of an open desk that knows its officers."""

    @cached_property
    def backups(self) -> BackupDesk:
        """The backup procedure, loaded when it is first asked for."""
        from kbdesk.app.backups import backup_desk

        return backup_desk(self.data, self.settings, self.store, self.clock, self.officer)

    def keep_backups_in(self, folder: Path | None) -> None:
        """Have every shift that closes leave a backup in a folder, None for the desk's own; enter that (store thread).

        Raises `kbdesk.store.errors.StoreError`; nothing is kept then.
        """
        from kbdesk.store import settings as machine

        kept = replace(machine.read(self.data), backup_folder="" if folder is None else str(folder.absolute()))
        with self.store.act(at=self.clock.now(), officer=self.officer) as act:
            act.append(BACKUPS_CHOSEN, {"folder": kept.backup_folder})
            machine.write(self.data, kept)
        self.settings = replace(self.settings, backup_folder=kept.backup_folder)
        for made_for_the_old in ("backups", "retention"):
            vars(self).pop(made_for_the_old, None)

    @cached_property
    def retention(self) -> RetentionDesk:
        """The procedure of retention, loaded when it is first asked for."""
        from kbdesk.app.backups import desk_copies
        from kbdesk.app.place import tray_folder
        from kbdesk.desk.retention import RetentionDesk
        from kbdesk.devices.tray import Tray

        return RetentionDesk(
            store=self.store,
            clock=self.clock,
            officer=self.officer,
            proposed=carried.retention_terms(),
            backups=self.backups,
            copies=desk_copies(self.data, self.settings, self.store),
            folder=Tray(tray_folder(self.data, self.settings)),
        )

    @cached_property
    def officers(self) -> OfficersDesk:
        """The procedure of officers, loaded when it is first asked for."""
        from kbdesk.app.officers import officers_desk

        return officers_desk(self.data, self.store, self.clock, self.officer, self.post)

    @cached_property
    def second_codes(self) -> CodesDesk:
        """The procedure of codes that sign from afar, loaded when it is first asked for."""
        from kbdesk.desk.second_codes import CodesDesk
        from kbdesk.store.code_digest import DRILL_COST, SHEET_COST, digest

        return CodesDesk(
            store=self.store,
            clock=self.clock,
            officer=self.officer,
            random=secrets.token_bytes,
            digest=partial(digest, cost=DRILL_COST if self.post.drill else SHEET_COST),
        )

    def verify_second(self, name: str, password: bytearray) -> str:
        """Return a second officer's name once their password has been tried; wipes it (some 0.1 s: Argon2id).

        Raises `kbdesk.store.errors.StoreError`.
        """
        from kbdesk.app.admitting import second_signs

        second_signs(self.data, self.store, self.second_codes, name, password)
        return name

    def note_records(self) -> None:
        """Note beside the records how far they go, so that older ones in their place are told (store thread).

        What keeps it from being noted keeps nobody here: it is noted at the next sign-in.
        """
        from kbdesk.store import records_seen
        from kbdesk.store.errors import StoreError

        if not self.store.reading:
            with suppress(StoreError):
                records_seen.note(self.data, *self.store.head())
