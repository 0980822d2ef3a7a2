"""A drill desk's own authority (Utopia) and its signer, UTDR, both from 2005 to 2049; nothing of them is secret."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kbdesk.app.seal_signer import DRILL_SIGNER, SealKeys
from kbdesk.app.trust import BundleFile
from kbdesk.desk.head_office import HeadOffice
from kbdesk.desk.keys import KeysDesk, Rolled
from kbdesk.desk.keys_record import record_bundle, record_certificate, record_request
from kbdesk.domain.post import DRILL_ISSUER
from kbdesk.domain.signers import SignerRow, SignerState
from kbdesk.icao.trust import bundle, ceremony, keys, periods, request
from kbdesk.icao.trust.periods import Periods
from kbdesk.store.folder_files import FolderFiles
from kbdesk.store.translation import translate_os

if TYPE_CHECKING:
    from kbdesk.store.settings import Settings
    from kbdesk.store.store import Store

OFFICE: Final = "drill-office"
"""The folder of a drill desk's head office: what `kbdesk keys ceremony` works on, without a passphrase."""
NAME: Final = "KBDESK DRILL CSCA"
PERIOD: Final = Periods(valid_from=date(2005, 1, 1), signs_until=date(2049, 12, 31), valid_until=date(2049, 12, 31))


def equip(data: Path, settings: Settings, store: Store, *, at: datetime) -> None:
    """Give a drill desk without a signer its authority, its signer and its bundle, in one act.

    Raises `kbdesk.store.errors.StoreUnavailable`; then the records are as they were.
    """
    office, places = HeadOffice(FolderFiles(data / OFFICE)), SealKeys(data, settings, store.signers)
    made = places.new(None)
    try:
        key = keys.TokenKey(made.public_key, lambda message: places.sign(made, message))
        shutil.rmtree(data / OFFICE, ignore_errors=True)
        part = office.found(
            country=periods.DRILL, zone_country=DRILL_ISSUER, name=NAME, passphrase=b"", at=at, period=PERIOD
        )
        admitted = office.admit(request.write(key, signer=DRILL_SIGNER).encode(), passphrase=b"", at=at, period=PERIOD)
        read = bundle.read(office.bundle())
        with store.act(at=at, officer="") as act:
            record_request(act, made, signer=DRILL_SIGNER)
            file = record_bundle(act, read, roots=ceremony.fingerprints(part), second="")
            record_certificate(act, made.key, admitted.known, issuer=DRILL_ISSUER, second="")
            BundleFile(data).write(file)
    except OSError as error:
        places.eraser(made)()
        raise translate_os(error, data) from error
    except BaseException:
        places.eraser(made)()
        raise


def follow(data: Path, keys_desk: KeysDesk, *, at: datetime, second: str) -> Rolled:
    """Let a drill desk's head office certify a new key, and seal with it from now on. It takes two officers."""
    keys_desk.require_two(second)
    asked = keys_desk.request()
    office = HeadOffice(FolderFiles(data / OFFICE))
    office.admit(asked.pem.encode(), passphrase=b"", at=at, period=PERIOD)
    (row,) = keys_desk.import_file(office.bundle(), second=second).signers
    if row.state is SignerState.IN_USE:
        return Rolled(now=row, former=None, destroyed=True)
    return keys_desk.roll(second=second)


def revoke(data: Path, keys_desk: KeysDesk, *, at: datetime, reason: str, second: str) -> SignerRow:
    """Give up a drill desk's signer, and have its head office put the certificate on the revocation list."""
    row = keys_desk.revoke(reason=reason, second=second)
    office = HeadOffice(FolderFiles(data / OFFICE))
    office.revoke(row.signer, row.reference, passphrase=b"", at=at)
    keys_desk.import_file(office.bundle(), second=second)
    return row
