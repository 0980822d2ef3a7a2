"""The desk's officers: taken in, suspended, let in again, given another role or another password."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Final, Protocol

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.ports import Body, Clock
from kbdesk.domain.officers import LONGEST_NAME, RECOVERY, KnownOfficer, KnownSlot, Role, Standing, usable_name
from kbdesk.domain.passwords import LONGEST, SHORTEST, weakness

LONGEST_REASON: Final = 200
_MANAGERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)


class Officers(Protocol):
    """The register of officers."""

    def rows(self) -> tuple[KnownOfficer, ...]:
        """Return every officer that the desk ever had, in the order in which they came."""

    def find(self, name: str) -> KnownOfficer | None:
        """Return an officer, None for a name that the desk never had."""

    def slots(self) -> Mapping[str, KnownSlot] | None:
        """Return by name which slot each password is to open, None where an older version recorded none."""


class OfficersAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def officers(self) -> Officers:
        """The register, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class OfficersStore(Protocol):
    """What the procedure asks of the store."""

    @property
    def officers(self) -> Officers:
        """The register."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[OfficersAct]:
        """Begin a transaction."""


class SealedSlot(Protocol):
    """A slot that stands nowhere yet."""

    @property
    def digest(self) -> str:
        """What the records know it by."""

    def put(self, *, awaits: str) -> None:
        """Let it count once an entry is recorded. Raises faults of the store."""


class KeySlots(Protocol):
    """The slots that passwords open. Raises faults of the store; passwords are wiped whatever happens."""

    def names(self) -> Collection[str]:
        """Return who has a slot."""

    def seal(self, name: str, role: str, new: bytearray, *, by: str, password: bytearray) -> SealedSlot:
        """Return a slot for an officer's new password; who is there opens the key with their own."""

    def settle(self) -> None:
        """Let the slots count whose entries are recorded, and no others. Where that cannot be, a sign-in does it."""

    def remove(self, name: str) -> None:
        """Take an officer's slot away."""

    def tell(self, name: str, *, role: str) -> None:
        """Write another role beside a slot, for who looks before anybody signed in."""

    def end_wait(self, name: str) -> None:
        """Let an officer try a new password at once, however often the former was wrong; where that cannot be, wait."""


class OfficersDesk:
    """The procedure of officers (store thread). A `second` officer's password has been tried by the caller.

    `common` returns the passwords that everybody guesses first, `own` are words that are known of the desk. Refusals
    are `OfficersError` and the store's; nothing has been recorded then, and no password changed. Who manages officers
    gives their `password` again, as it opens the key; all passwords are UTF-8 and wiped.
    """

    def __init__(
        self,
        *,
        store: OfficersStore,
        clock: Clock,
        officer: str,
        slots: KeySlots,
        common: Callable[[], Collection[str]],
        own: Collection[str],
    ) -> None:
        self._store, self._clock, self._officer = store, clock, officer
        self._slots, self._common, self._own = slots, common, own

    def rows(self) -> tuple[KnownOfficer, ...]:
        """Return every officer that the desk ever had."""
        return self._store.officers.rows()

    def shut_out(self) -> frozenset[str]:
        """Return who works the desk and has no password: since a new key, or since their slot was another's."""
        return frozenset(one.name for one in self.rows() if one.active) - frozenset(self._slots.names())

    def not_own(self) -> frozenset[str]:
        """Return who has yet to choose a password of their own in the place of one that others gave."""
        return frozenset(name for name, slot in (self._store.officers.slots() or {}).items() if slot.given)

    def may_manage(self) -> bool:
        """Tell whether who is signed in may manage officers."""
        return self._officer == RECOVERY or self._role() in _MANAGERS

    def add(self, name: str, role: Role, new: bytearray, *, second: str, password: bytearray) -> KnownOfficer:
        """Take an officer in. It takes two."""
        if not usable_name(name):
            raise OfficersError("officers.name-bad", most=str(LONGEST_NAME))
        self._require_two(second)
        self._require_good(new, name)
        with self._giving() as act:
            if any(one.name.casefold() == name.casefold() for one in act.officers.rows()):
                raise OfficersError("officers.name-taken")
            body = {"officers": [{"name": name, "role": str(role)}], "second": second}
            self._give(act, "officer.added", body, name, role, new, password)
            return _of(act, name)

    def suspend(self, name: str, *, reason: str) -> KnownOfficer:
        """Let an officer sign in no more, at once; their password opens nothing here from then on."""
        self._require_manager()
        said = " ".join(reason.split())
        if not said or len(said) > LONGEST_REASON or not said.isprintable():
            raise OfficersError("officers.reason-missing", most=str(LONGEST_REASON))
        if name == self._officer:
            raise OfficersError("officers.self")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            found = _of(act, name)
            if not found.active:
                raise OfficersError("officers.suspended-already")
            _require_supervisor_beside(act, found)
            act.append("officer.suspended", {"name": name, "reason": said})
            suspended = _of(act, name)
        self._slots.remove(name)
        return suspended

    def resume(self, name: str, new: bytearray, *, second: str, password: bytearray) -> KnownOfficer:
        """Let a suspended officer sign in again, with a new password. It takes two."""
        self._require_two(second)
        self._require_good(new, name)
        with self._giving() as act:
            found = _of(act, name)
            if found.active:
                raise OfficersError("officers.active-already")
            self._give(act, "officer.resumed", {"name": name, "second": second}, name, found.role, new, password)
            resumed = _of(act, name)
        self._slots.end_wait(name)
        return resumed

    def change_role(self, name: str, role: Role, *, second: str) -> KnownOfficer:
        """Give an officer another role, which counts at once. It takes two."""
        self._require_two(second)
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            found = _of(act, name)
            if found.role is role:
                raise OfficersError("officers.same-role")
            if found.active:
                _require_supervisor_beside(act, found)
            body = {"name": name, "role": str(role), "former": str(found.role), "second": second}
            act.append("officer.role-changed", body)
            changed = _of(act, name)
        self._slots.tell(name, role=role)
        return changed

    def reset(self, name: str, new: bytearray, *, second: str, password: bytearray) -> KnownOfficer:
        """Give an officer who forgot theirs a new password. It takes two."""
        self._require_two(second)
        self._require_good(new, name)
        with self._giving() as act:
            found = _of(act, name)
            if not found.active:
                raise OfficersError("officers.suspended")
            self._give(act, "officer.reset", {"name": name, "second": second}, name, found.role, new, password)
        self._slots.end_wait(name)
        return found

    def change_password(self, new: bytearray, *, password: bytearray) -> None:
        """Change one's own password."""
        if new == password:
            raise OfficersError("officers.password-same")
        self._require_good(new, self._officer)
        with self._giving() as act:
            name = self._officer
            role = RECOVERY if name == RECOVERY else _of(act, name).role
            self._give(act, "officer.password-changed", {"name": name}, name, role, new, password)

    def _give(
        self, act: OfficersAct, kind: str, body: Body, name: str, role: str, new: bytearray, password: bytearray
    ) -> None:
        """Enter what gives somebody a password, with the digest of its slot, which counts from then on."""
        slot = self._slots.seal(name, role, new, by=self._officer, password=password)
        said = KnownSlot.told({name: KnownSlot(digest=slot.digest, given=name != self._officer)})
        slot.put(awaits=act.append(kind, {**body, **said}))

    @contextmanager
    def _giving(self) -> Iterator[OfficersAct]:
        """Begin an act of which a slot is a part: both stand afterwards, or neither does."""
        try:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                yield act
        finally:
            self._slots.settle()

    def _require_good(self, new: bytearray, name: str) -> None:
        require_good(new, common=self._common(), own={*self._own, *_words(name)})

    def _require_manager(self) -> None:
        if not self.may_manage():
            raise OfficersError("officers.not-yours")

    def _require_two(self, second: str) -> None:
        """Raise unless two are there, and the first manages officers; the sealed code stands for two by itself."""
        self._require_manager()
        if self._officer != RECOVERY and second in ("", self._officer):
            raise OfficersError("officers.second-missing")

    def _role(self) -> Role | None:
        found = self._store.officers.find(self._officer)
        return None if found is None or not found.active else found.role


def require_good(new: bytearray, *, common: Collection[str], own: Collection[str]) -> None:
    """Raise `OfficersError` for a password that is not taken."""
    found = weakness(new.decode("utf-8", "replace"), common=common, own=own)
    if found is not None:
        raise OfficersError(f"officers.password-{found}", least=str(SHORTEST), most=str(LONGEST))


def _words(name: str) -> set[str]:
    return {name, *name.replace(".", " ").replace("-", " ").split()}


def roles_of(rows: Collection[KnownOfficer]) -> Mapping[str, str]:
    """Return the roles of those who may sign in, by name."""
    return {one.name: str(one.role) for one in rows if one.standing is Standing.ACTIVE}


def _of(act: OfficersAct, name: str) -> KnownOfficer:
    found = act.officers.find(name)
    if found is None:
        raise OfficersError("officers.unknown")
    return found


def _require_supervisor_beside(act: OfficersAct, leaving: KnownOfficer) -> None:
    """Raise where a desk would be left without a supervisor."""
    others = (one for one in act.officers.rows() if one.name != leaving.name and one.active)
    if leaving.role is Role.SUPERVISOR and not any(one.role is Role.SUPERVISOR for one in others):
        raise OfficersError("officers.last-supervisor")
