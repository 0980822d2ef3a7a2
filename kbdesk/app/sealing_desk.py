"""What a desk with an officer signed in seals and believes by: its keys, its signer, its trust bundle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kbdesk.app import carried
from kbdesk.app.place import post_of
from kbdesk.app.seal_signer import SealKeys, SealSigner, signer_name
from kbdesk.app.trust import BundleFile
from kbdesk.desk.ports import Clock, Signer
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.signer_errors import SignerError
from kbdesk.icao.trust.errors import TrustError

if TYPE_CHECKING:
    from kbdesk.desk.keys import KeysDesk, Rolled
    from kbdesk.desk.status import Gathering, StatusDesk
    from kbdesk.desk.verify import VerifyDesk
    from kbdesk.domain.signers import SignerRow
    from kbdesk.icao.seal.definitions import Definitions
    from kbdesk.icao.trust.trust_store import TrustStore
    from kbdesk.store.settings import Settings
    from kbdesk.store.store import Store

SUPERVISOR: Final = "supervisor"
"""The role that may suspend, and that one of two officers must have."""


class SealingDesk:
    """The part of an open desk that its seals and others' are signed and judged by."""

    def __init__(self, *, data: Path, settings: Settings, store: Store, clock: Clock, officer: str) -> None:
        self.data, self.settings, self.store, self.clock, self.officer = data, settings, store, clock, officer
        self.post = post_of(settings)
        self._seal_signer = SealSigner(data, settings, store.signers)
        self.sealing = Sealing(signers=self._seal_signer, definitions=carried.definitions)

    @property
    def roles(self) -> Mapping[str, str]:
        """The roles of those who may sign in, by name, as the records have them now (store thread)."""
        from kbdesk.desk.officers import roles_of
        from kbdesk.store import slots

        known = roles_of(self.store.officers.rows())
        return known or {officer.name: officer.role for officer in slots.officers(self.data / slots.FILE)}

    @property
    def supervisors(self) -> frozenset[str]:
        """The supervisors among them."""
        return frozenset(name for name, role in self.roles.items() if role == SUPERVISOR)

    @cached_property
    def keys(self) -> KeysDesk:
        """The procedure of keys, loaded when it is first asked for."""
        from kbdesk.desk.keys import KeysDesk

        return KeysDesk(
            store=self.store,
            clock=self.clock,
            officer=self.officer,
            supervisors=self.supervisors,
            places=SealKeys(self.data, self.settings, self.store.signers),
            file=BundleFile(self.data),
            signer=signer_name(self.post),
        )

    @cached_property
    def verify(self) -> VerifyDesk:
        """The verify procedure, loaded when it is first asked for."""
        from kbdesk.desk.verify import VerifyDesk

        return VerifyDesk(
            store=self.store,
            clock=self.clock,
            post=self.post,
            trusted=lambda: self.trust,
            definitions=self.definitions,
        )

    @cached_property
    def status(self) -> StatusDesk:
        """The procedure of the desk's own status list, loaded when it is first asked for."""
        from kbdesk.desk.status import StatusDesk

        desk = f"{self.post.letter}{self.post.desk}"
        return StatusDesk(store=self.store, clock=self.clock, desk=desk, signer=lambda: self.signer)

    @property
    def signer(self) -> Signer | None:
        """The signer that seals now, None where the desk has none (store thread)."""
        return self._seal_signer.current()

    @property
    def trust(self) -> TrustStore:
        """Whom the desk believes, and what it knows of other desks' papers, as of now (store thread)."""
        return self.keys.trusted().store

    def roll_signer(self, *, second: str) -> Rolled:
        """Seal with the next key from now on; on a drill desk its head office certifies one at once (store thread)."""
        if not self.settings.drill:
            return self.keys.roll(second=second)
        from kbdesk.app.drill_signer import follow

        return follow(self.data, self.keys, at=self.clock.now(), second=second)

    def revoke_signer(self, *, reason: str, second: str) -> SignerRow:
        """Seal no more with the key in use; a drill desk's head office puts it on its list at once (store thread)."""
        if not self.settings.drill:
            return self.keys.revoke(reason=reason, second=second)
        from kbdesk.app.drill_signer import revoke

        return revoke(self.data, self.keys, at=self.clock.now(), reason=reason, second=second)

    def export_bundle(self) -> bytes:
        """Return the trust bundle to carry on, the desk's own status list in it as of now, and enter that.

        Everything is read in one go: it is for scripts, where no window waits for the store's thread.
        """
        return self.keys.export(self.status.make())

    def gather_status(self) -> Gathering | None:
        """Begin the desk's own list, as at the close of a shift (store thread).

        None where it has no signer, or no bundle that holds: that is left as it is.
        """
        return None if self.signer is None or self.trust.part is None else self.status.gather()

    def keep_status(self, gathering: Gathering) -> None:
        """Sign the list of what was gathered into the desk's own bundle, and enter that (store thread).

        Raises `SignerError` and `TrustError`.
        """
        self.keys.renew(self.status.sign(gathering.lists(), at=gathering.at))

    def renew_status(self) -> str:
        """Do both in one go; return why that could not be, empty if it was (store thread)."""
        gathering = self.gather_status()
        if gathering is None:
            return ""
        while gathering.step():
            pass
        try:
            self.keep_status(gathering)
        except (SignerError, TrustError) as error:
            return str(error)
        return ""

    @property
    def definitions(self) -> Definitions:
        """The kinds of seals that the program knows."""
        return carried.definitions()
