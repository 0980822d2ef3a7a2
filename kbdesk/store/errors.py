"""What can go wrong with the store: faults of the environment, refused sign-ins, and faults of our own."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from kbdesk.desk.store_fault import StoreFault


class StoreError(StoreFault):
    """Any refusal of the store. The text is one plain sentence for a person and names nobody.

    `code` is stable: it names the sentence in message catalogs.
    """

    code = "store"
    sentence = "The desk's records cannot be used."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class StoreBroken(StoreError):
    """The program asked the store for something that makes no sense; nothing was recorded."""

    code = "store.broken"
    sentence = "The program made a mistake, and nothing was recorded."


class StoreUnavailable(StoreError):
    """Disk, file or machine do not let the store work; the same act can be tried again once that is mended."""

    code = "store.unavailable"


class StoreFull(StoreUnavailable):
    """The disk, or what this account may use of it, is full."""

    code = "store.full"
    sentence = "The disk is full, so nothing was recorded. Free some space and try again."


class StoreReadOnly(StoreUnavailable):
    """The data folder cannot be written."""

    code = "store.read-only"
    sentence = "The data folder can be read but not written, so nothing was recorded."


class StoreReadsNothing(StoreReadOnly):
    """The data folder cannot be written, and the records were only to be read: even that keeps a file beside them."""

    code = "store.reads-nothing"
    sentence = (
        "The data folder cannot be written, and without that the records do not open for reading either. "
        "Make it writable, or copy it elsewhere and read there."
    )


class StoreFileClosed(StoreUnavailable):
    """One file of the desk may not be read or written, or is none, though the folder can be written."""

    code = "store.file-closed"
    sentence = (
        "A file in the data folder cannot be used by this account: it belongs to another, is protected, or is a "
        "folder. Have whoever keeps the machine put that right."
    )

    def __init__(self, file: str = "") -> None:
        self.values = {"file": file}
        super().__init__(self.sentence.replace("A file", f"The file {file}", 1) if file else "")


class StoreFailing(StoreUnavailable):
    """Reading or writing failed for a reason that neither space nor permissions explain."""

    code = "store.failing"
    sentence = "The disk reports an error, so nothing was recorded. Try again; if it happens again, change the disk."


class StoreMissing(StoreUnavailable):
    """There is no desk in the data folder."""

    code = "store.missing"
    sentence = "There is no desk in this data folder. Make one with `kbdesk init`, or choose another folder."


class StoreGone(StoreMissing):
    """A desk's key slots are in the folder, and its records or settings are not."""

    code = "store.gone"
    sentence = (
        "Part of this desk is missing from its data folder: the key file is there, the records or the settings are "
        "not. Move what is left elsewhere and restore a backup here (kbdesk restore)."
    )


class StoreExists(StoreUnavailable):
    """A desk was to be made where there is one."""

    code = "store.exists"
    sentence = "There is a desk in this data folder already; it was left as it is."


class StoreUnreadable(StoreUnavailable):
    """The file does not open with this key: SQLCipher cannot tell a wrong key from a file that is no store."""

    code = "store.unreadable"
    sentence = "The file desk.db is not this desk's store, or the key does not belong to it."


class StoreDamaged(StoreUnavailable):
    """Some page of the file is not what was written."""

    code = "store.damaged"
    sentence = "The desk's records are damaged on the disk. Do not issue; restore the last backup."


class StoreTooNew(StoreUnavailable):
    """A newer program wrote the file."""

    code = "store.too-new"
    sentence = "The desk's records were written by a newer version of the program; install that version to open them."


class StoreTooOld(StoreUnavailable):
    """An older program wrote the file, and it was opened for reading only."""

    code = "store.too-old"
    sentence = "The desk's records were written by an older version of the program; open the desk once to renew them."


class StoreOfAnotherPost(StoreUnavailable):
    """Settings and store name different desks; numbers would be used twice."""

    code = "store.other-post"
    sentence = "The settings name another desk than the records do; the desk was not opened."


class StoreBusy(StoreUnavailable):
    """Another process writes to this store."""

    code = "store.busy"
    sentence = "The desk is open in another window or program; close it there first."


class StoreMoved(StoreUnavailable):
    """The open file is no longer the one that stands in the data folder."""

    code = "store.moved"
    sentence = "The desk's file was removed or replaced while the desk was open. Do not issue; close the desk."


class StoreInDoubt(StoreUnavailable):
    """COMMIT failed and nobody can say yet whether the act is in the ledger (FAULTS finding 2)."""

    code = "store.in-doubt"
    sentence = (
        "The disk failed while the act was being recorded, and it may or may not be in the records. "
        "Do not repeat it: open the desk again and look."
    )


class StoreWaits(StoreUnavailable):
    """The disk failed before, and what was kept then is not cleared up: nothing new is begun."""

    code = "store.waits"
    sentence = (
        "The disk failed before, and the desk does not know yet what it kept then. "
        "Nothing more is recorded until it does; if that lasts, close the desk and open it again."
    )


class NumbersExhausted(StoreUnavailable):
    """A series has reached its millionth number."""

    code = "store.numbers-exhausted"
    sentence = "This desk has used all its numbers; it needs a new desk sign from head office."


class SlotsMissing(StoreUnavailable):
    """There is no key file in the data folder."""

    code = "slots.missing"
    sentence = (
        "The key file keys.json is missing from the data folder. Take it from the last backup, or move what is left "
        "elsewhere and restore that here (kbdesk restore)."
    )


class SlotsDamaged(StoreUnavailable):
    """The key file is not what was written."""

    code = "slots.damaged"
    sentence = "The key file keys.json is damaged. Restore it from a backup."


class SignInRefused(StoreError):
    """The desk does not open for this officer and password."""

    code = "sign-in.refused"


class OfficerUnknown(SignInRefused):
    """No slot bears this name."""

    code = "sign-in.unknown"
    sentence = "No officer of that name may sign in at this desk."


class PasswordWrong(SignInRefused):
    """The password does not open the officer's slot, or the slot was altered: the cipher cannot tell which."""

    code = "sign-in.wrong-password"
    sentence = "The password is not right."


class SlotDisputed(SignInRefused):
    """The password opens a slot that the records do not know: an older key file was put back, or one was edited."""

    code = "sign-in.disputed"
    sentence = (
        "The desk's records do not know this password: records or key file were changed or put back. "
        "Use your present one, or have two officers give you a new one."
    )


class PasswordGiven(SignInRefused):
    """The password is right, but known to who gave it: it opens nothing but the way to one of the officer's own."""

    code = "sign-in.given"
    sentence = (
        "This password was given by others, who know it: choose one of your own first, "
        "in the window or with `kbdesk officers change-password`."
    )


class SignInDelayed(SignInRefused):
    """Too many wrong passwords in a row; the next may be tried after a while."""

    code = "sign-in.delayed"
    sentence = "Too many wrong passwords; wait a while and try again."

    def __init__(self, wait: timedelta | None = None) -> None:
        minutes, rest = divmod(1 if wait is None else max(1, ceil(wait.total_seconds())), 60)
        self.values = {"wait": f"{minutes}:{rest:02}"}
        text = f"Too many wrong passwords in a row; try again in {self.values['wait']} minutes."
        super().__init__("" if wait is None else text)


class OfficerSuspended(SignInRefused):
    """They may not sign in until a supervisor lets them again."""

    code = "sign-in.suspended"
    sentence = "This officer is suspended from this desk."


class RoleRefused(StoreError):
    """What was asked is not of the officer's role, or of the second's."""

    code = "role.refused"
    sentence = "This is not for the role of the officer who signs it; nothing was recorded."


class SettingsError(StoreUnavailable):
    """A setting cannot be what it was given as; the text says which, why, and in which file where it stands in one."""

    code = "settings"
    sentence = "The settings cannot be used."


class BackupFault(StoreUnavailable):
    """A backup was not made, or cannot be used; what was there before stands."""

    code = "backup"
    sentence = "The backup cannot be used."


class BackupUnreadable(BackupFault):
    """Not a byte of a backup may be missing or other than it was written."""

    code = "backup.unreadable"
    sentence = "The file is not a backup of a desk, or it was cut short or changed."


class BackupTooNew(BackupFault):
    """A newer program wrote it."""

    code = "backup.too-new"
    sentence = "The backup was made by a newer version of the program; install that version to restore it."


class BackupInTheWay(BackupFault):
    """Only a backup may be replaced by a backup."""

    code = "backup.in-the-way"
    sentence = "There is a file of that name that is not a backup of this desk; it was left as it was."


class BackupFull(BackupFault):
    """The disk that it was to go to is full."""

    code = "backup.full"
    sentence = "There is no room for the backup. What was there before stands; free some space or take another disk."


class BackupUnwritable(BackupFault):
    """The folder that it was to go to is missing, read-only or failing."""

    code = "backup.unwritable"
    sentence = "The backup cannot be written there: the folder is missing, protected or failing. Choose another place."


class BackupUnproved(BackupFault):
    """What was written does not prove to be what the desk holds."""

    code = "backup.unproved"
    sentence = "The backup does not hold what the desk holds, and was given up. Try again on another disk."


class BackupStopped(BackupFault):
    """Whoever asked for it gave it up."""

    code = "backup.stopped"
    sentence = "The backup was stopped. What was there before stands."
