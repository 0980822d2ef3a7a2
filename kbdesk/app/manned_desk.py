"""Who works a desk with an officer signed in, and who signs beside them; and what they hold, backed up."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kbdesk.app import carried, obeying
from kbdesk.app.sealing_desk import SealingDesk
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.ports import PrinterError
from kbdesk.domain.officers import BACKUPS_CHOSEN, PAPER_FOLDER_CHANGED, SCANS_CHOSEN, SETTINGS_CHANGED
from kbdesk.store.errors import SettingsError, StoreError
from kbdesk.store.settings import BY_TWO, FOLDERS, PRINTERS, held

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbdesk.desk.backup import BackupDesk
    from kbdesk.desk.officers import OfficersDesk
    from kbdesk.desk.retention import RetentionDesk
    from kbdesk.desk.second_codes import CodesDesk


class MannedDesk(SealingDesk):
    """The part of an open desk that knows its officers."""

    _left_behind: Mapping[str, Any] = MappingProxyType({})
    """What the settings file still says of settings that were changed since the sign-in, where it could not follow."""

    @cached_property
    def backups(self) -> BackupDesk:
        """The backup procedure, loaded when it is first asked for."""
        from kbdesk.app.backups import backup_desk

        return backup_desk(self.data, self.settings, self.store, self.clock, self.officer)

    def keep_backups_in(self, folder: Path | None) -> None:
        """Have every shift that closes leave a backup in a folder, None for the desk's own; enter that (store thread).

        Raises `kbdesk.store.errors.StoreError`; nothing is kept then.
        """
        chosen = "" if folder is None else str(folder.resolve())
        self.choose(BACKUPS_CHOSEN, {"folder": chosen}, {"backup_folder": chosen})

    def keep_scan_folder(self, folder: str, *, keep: Callable[[str], None]) -> None:
        """Take a flatbed scanner's pictures from a folder, empty for none; enter that (store thread).

        `keep` keeps it on this machine. Raises `kbdesk.store.errors.StoreError`; nothing is kept then.
        """
        self.choose(SCANS_CHOSEN, {"folder": folder}, {"scan_folder": folder}, keep=partial(keep, folder))

    def held_settings(self) -> dict[str, str | int]:
        """Return the settings that the records hold, by name."""
        return held(self.settings)

    def change_settings(self, typed: Mapping[str, str], *, second: str = "") -> dict[str, str | int]:
        """Change some of them, as they were typed, and enter that; return those by name (store thread).

        What stands for an act of two takes two; the `second` one's password has been tried by the caller. Into which
        folder a real desk's papers go an administrator alone says. A folder is taken where it can be used now.
        Raises `InputError`, `OfficersError`, `kbdesk.store.errors.StoreError`; nothing has changed then.
        """
        from kbdesk.app.printers import require_addresses
        from kbdesk.cli.joiner import InputError
        from kbdesk.store.settings import typed as understood
        from kbdesk.store.settings import usable_folder

        try:
            changed = {name: understood(name, text) for name, text in typed.items()}
            require_addresses(*(text for name, text in typed.items() if name in PRINTERS))
            changed |= {name: usable_folder(name, typed[name]) for name in FOLDERS if typed.get(name)}
        except (SettingsError, PrinterError) as error:
            raise InputError(f"NAME=VALUE: {error}") from error
        taken = second if typed.keys() & BY_TWO else ""
        if typed.keys() & BY_TWO and second in ("", self.officer):
            raise OfficersError("officers.second-missing")
        of_papers = "printer_folder" in changed and not self.settings.drill
        self.choose(PAPER_FOLDER_CHANGED if of_papers else SETTINGS_CHANGED, {"second": taken}, changed)
        return changed

    def choose(
        self,
        kind: str,
        body: Mapping[str, object],
        changed: Mapping[str, Any],
        *,
        keep: Callable[[], None] | None = None,
    ) -> None:
        """Enter what some settings are from now on; `keep` lets the settings file follow (store thread).

        Where it cannot, the next sign-in does it: the records say what a real desk obeys. A drill desk obeys its file,
        so nothing is entered there that the file does not say. Raises `kbdesk.store.errors.StoreError`.
        """
        drill = self.settings.drill
        keep = keep or partial(obeying.keep, self.data, changed)
        in_file = {**{name: getattr(self.settings, name) for name in changed}, **self._left_behind}
        with self.store.act(at=self.clock.now(), officer=self.officer) as act:
            act.append(kind, {**body, **obeying.body_of(self.settings, changed, in_file)})
            if drill:
                keep()
        self.settings, self._left_behind = replace(self.settings, **changed), in_file
        for made_for_the_old in ("backups", "retention"):
            vars(self).pop(made_for_the_old, None)
        if not drill:
            with suppress(StoreError):
                keep()
                self._left_behind = {name: value for name, value in in_file.items() if name not in changed}

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

    def verify_second(self, name: str, password: bytearray, *, kept: bool = False) -> str:
        """Return a second officer's name once their password has been tried; wipes it (some 0.1 s: Argon2id).

        A code in its place is used up with the act that follows, one that is `kept` for later at once. Raises
        `kbdesk.store.errors.StoreError`, `OfficersError`.
        """
        from kbdesk.app.admitting import second_signs

        second_signs(self.data, self.store, self.second_codes, name, password, kept=kept)
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
