"""What judges seals for a script: a bundle alone, or a desk with its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kbdesk.app import carried
from kbdesk.app.clock import machine_now
from kbdesk.app.drill_passwords import passwords
from kbdesk.app.place import clock_of, settings_of
from kbdesk.app.session import OpenDesk
from kbdesk.app.sign_in import sign_in
from kbdesk.app.trust import BundleFile
from kbdesk.cli.joiner import InputError, SignIn
from kbdesk.domain.verify import Judge
from kbdesk.icao.trust import trust_store
from kbdesk.icao.trust.errors import TrustError
from kbdesk.icao.trust.trust_store import TrustStore
from kbdesk.store.errors import StoreError
from kbdesk.store.settings import FILE, Settings


@contextmanager
def judge(data: Path, *, bundle: bytes | None, at: datetime | None, who: SignIn | None) -> Iterator[Judge]:
    """Yield what judges seals, as of now by the desk's clock.

    Only a drill's clock can be set; a drill's bundle without a desk stands still at its newest part. Whoever signs in
    has the ledger's word, and so has everybody at a drill desk, whose passwords lie beside it. All others have that of
    the bundle given, or of the one in the desk's folder, and believe the authorities it names.
    """
    settings = settings_of(data) if (data / FILE).exists() else None
    desk = None if who is None else sign_in(who, reading=True)
    if desk is None and bundle is None and settings is not None and settings.drill:
        desk = _drill(data, at)
    if desk is None:
        trusted = _believed(_in_folder(data) if bundle is None else bundle)
        is_drill = settings is not None and settings.drill
        now = _now(at, settings, trusted)
        yield Judge(definitions=carried.definitions(), trusted=trusted, at=now, is_drill=is_drill)
        return
    try:
        found = desk.verify.judge()
        yield found if bundle is None else replace(found, trusted=_believed(bundle))
    finally:
        desk.close()


def _drill(data: Path, at: datetime | None) -> OpenDesk | None:
    """Open a drill desk with a password that lies beside it; None where it opens no more."""
    for officer, password in passwords(data).items():
        with suppress(StoreError):
            return sign_in(
                SignIn(data=data, officer=officer, password=bytearray(password.encode()), at=at), reading=True
            )
    return None


def _in_folder(data: Path) -> bytes:
    found = BundleFile(data).read() if data.is_dir() else b""
    if not found:
        raise InputError("--bundle: there is no bundle in the desk's folder; say which one to go by")
    return found


def _now(at: datetime | None, settings: Settings | None, trusted: TrustStore) -> datetime:
    if settings is not None:
        try:
            return clock_of(settings, at).now()
        except ValueError as error:
            raise InputError(str(error)) from error
    if not trusted.is_drill:
        if at is not None:
            raise InputError("--at: real papers are checked as of now")
        return machine_now()
    return at or trusted.newest or machine_now()


def _believed(bundle: bytes) -> TrustStore:
    try:
        return trust_store.carried(bundle)
    except TrustError as error:
        raise InputError(f"--bundle: {error}") from error
