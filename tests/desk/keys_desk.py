"""A head office and a real desk in two folders, and seals that its signer signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kbdesk.app import carried
from kbdesk.app.seal_signer import SealKeys, SealSigner
from kbdesk.app.trust import BundleFile
from kbdesk.desk.head_office import HeadOffice
from kbdesk.desk.keys import Imported, KeysDesk
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.header import Header
from kbdesk.icao.seal.verdict import Verdict, verify
from kbdesk.icao.trust.certificate import fingerprint
from kbdesk.store.folder_files import FolderFiles
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store, create_store

PASSPHRASE = b"correct horse battery"
BEGUN = datetime(2022, 8, 1, 8, tzinfo=UTC)
SECOND = "second"
FIELDS = {"mrz": "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", "status_index": 4711}


class Clock:
    """A clock that shows what it was set to."""

    def __init__(self) -> None:
        self.at = BEGUN

    def now(self) -> datetime:
        return self.at


@dataclass
class Desk:
    """A desk's rooms of keys, and the office beside it."""

    data: Path
    store: Store
    clock: Clock
    settings: Settings
    office: HeadOffice

    @property
    def keys(self) -> KeysDesk:
        return self.worked_by("first")

    def worked_by(self, officer: str, *, signer: str = "KSJ2") -> KeysDesk:
        return KeysDesk(
            store=self.store,
            clock=self.clock,
            officer=officer,
            supervisors=frozenset({"first"}),
            places=SealKeys(self.data, self.settings, self.store.signers),
            file=BundleFile(self.data),
            signer=signer,
        )

    @property
    def root(self) -> str:
        """The fingerprint on head office's paper."""
        return fingerprint(self.office.part().cscas[0]).hex()

    def certified(self, *, anew: bool = False) -> Imported:
        """Ask, be admitted and import the bundle."""
        asked = self.keys.request(anew=anew)
        self.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=self.clock.at, crossings=("J",))
        return self.imported()

    def imported(self) -> Imported:
        """Import the office's bundle as it is now."""
        root = "" if self.store.signers.roots() else self.root
        return self.keys.import_file(self.office.bundle(), second=SECOND, fingerprint=root)

    def seal(self) -> bytes:
        """Return a seal of today by the signer in use."""
        signer = SealSigner(self.data, self.settings, self.store.signers).current()
        assert signer is not None
        header = Header(
            issuer=signer.issuer,
            signer=signer.id,
            reference=signer.reference,
            document_issued_on=self.clock.at.date(),
            signed_on=self.clock.at.date(),
            feature_reference=0x5E,
            type_category=0x03,
        )
        message = codec.message(header, carried.definitions()["permit"].encode(FIELDS))
        return codec.assemble(message, signer.sign(message))

    def verdict(self, seal: bytes) -> Verdict:
        """Return what this desk says of a seal."""
        found = self.keys.trusted().store
        return verify(seal, definitions=carried.definitions(), signers=found, on=self.clock.at.date())

    def entries(self) -> int:
        return self.store.last_entry()

    def in_token(self, module: str, label: str) -> None:
        """Have the next key made in a token."""
        from kbdesk.domain.signers import KeyPlace

        self.settings = replace(self.settings, signer=KeyPlace.TOKEN, token_module=module, token_label=label)


@contextmanager
def furnished(folder: Path, *, is_drill: bool = False) -> Iterator[Desk]:
    """Make a head office and a desk that has asked it for nothing yet."""
    clock, office = Clock(), HeadOffice(FolderFiles(folder / "office"))
    country, zone = ("UT", "UTO") if is_drill else ("KS", "RKS")
    office.found(country=country, zone_country=zone, name="TEST CSCA", passphrase=PASSPHRASE, at=BEGUN)
    with create_store(folder / "desk", key=bytearray(range(48)), letter="J", desk="2", machine_now=clock.now) as store:
        yield Desk(folder / "desk", store, clock, Settings(crossing="jarinje", desk="2"), office)
