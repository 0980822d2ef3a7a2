"""A disk that may lose its power: what was asked of it, what is durable, and every state a cut may leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Final

from tests.faults.events import Event, Make, Rename, Sync, Told, Truncate, Unlink, UnmodelledError, Write

SECTOR: Final = 512
RUBBISH: Final = (0.0, 0.05, 0.3)
"""The share of a torn write's sectors that hold neither the old nor the new: none, few, many."""
KINDS: Final = ("up to one", "all but one", "one alone", "all, one torn", "some", "some, torn", "some, torn")
"""Which of the pending steps reach the disk."""
Files = Mapping[str, bytes]
Step = Write | Truncate


class Folders(StrEnum):
    """How names become durable: in their order with any sync (a journal), or each folder's by its own sync alone."""

    ORDERED = "ordered"
    STRICT = "strict"


@dataclass(slots=True, eq=False)
class Inode:
    """A file without its name: what is durable of it, and what is not yet, by the number of the event."""

    durable: bytes = b""
    pending: dict[int, Step] = field(default_factory=dict)
    size: int = 0

    def with_steps(self, steps: Iterable[Step]) -> bytes:
        """Return its content once some steps have reached the disk too."""
        steps = list(steps)
        if not steps:
            return self.durable
        content = bytearray(self.durable)
        for step in steps:
            if isinstance(step, Truncate):
                del content[step.size :]
                content.extend(bytes(step.size - len(content)))
            else:
                at = step.at or 0
                content.extend(bytes(max(0, at - len(content))))
                content[at : at + len(step.data)] = step.data
        return bytes(content)


@dataclass(frozen=True, slots=True)
class _Renaming:
    """A change of names that is not durable yet: a new name, an old one that goes, or both at once.

    A folder's ends with a stroke; what is in it goes with it.
    """

    gone: str | None
    name: str | None
    inode: Inode | None


class Disk:
    """A folder's files as events come, and the states in which a cut may leave it.

    Where `tears` is false each write arrives whole or not at all, as blocks do on a drive that keeps its word.
    """

    def __init__(self, files: Files, folders: Folders, *, tears: bool = True) -> None:
        self._folders, self._tears = folders, tears
        self._live = {name: Inode(durable=content, size=len(content)) for name, content in files.items()}
        self._durable = dict(self._live)
        self._names: list[_Renaming] = []
        self._count = 0

    def take(self, event: Event) -> None:
        """Let one thing happen."""
        self._count += 1
        if isinstance(event, Told):
            return
        if isinstance(event, Sync):
            self._sync(event.path)
        elif isinstance(event, Make):
            self._live[event.path] = Inode()
            self._names.append(_Renaming(None, event.path, self._live[event.path]))
        elif isinstance(event, Rename):
            self._names.append(_Renaming(event.path, event.to, self._live[event.path]))
            _rename(self._live, self._names[-1:])
        elif isinstance(event, Unlink):
            del self._live[event.path]
            self._names.append(_Renaming(event.path, None, None))
        else:
            self._change(event)

    def _change(self, event: Step) -> None:
        inode = self._live.get(event.path)
        if inode is None:
            raise UnmodelledError(f"a change of {event.path}, which has no name")
        if isinstance(event, Truncate):
            inode.size = event.size
        else:
            event = Write(event.path, inode.size if event.at is None else event.at, event.data)
            inode.size = max(inode.size, (event.at or 0) + len(event.data))
        inode.pending[self._count] = event

    def _sync(self, path: str) -> None:
        inode = self._live.get(path)
        if inode is not None:
            inode.durable, inode.pending = inode.with_steps(inode.pending.values()), {}
        if inode is None or self._folders is Folders.ORDERED:
            inside = [one for one in self._names if self._folders is Folders.ORDERED or _is_in(one, path)]
            _rename(self._durable, inside)
            self._names = [one for one in self._names if one not in inside]

    @property
    def is_durable(self) -> bool:
        """Tell whether a cut now could leave one state only."""
        return not self._names and not self._pending()

    def _pending(self) -> list[tuple[int, Inode]]:
        named = (one.inode for one in self._names if one.inode is not None)
        inodes = {id(inode): inode for inode in (*self._durable.values(), *self._live.values(), *named)}
        found = ((number, inode) for inode in inodes.values() for number in inode.pending)
        return sorted(found, key=lambda one: one[0])

    def state(self, number: int, random: Random) -> Files:
        """Return one state a cut may leave: 0 has nothing that is not durable, 1 has all, others as `random` wills."""
        if number == 0:
            return self._laid([], {})
        steps = self._pending()
        if number == 1:
            return self._laid(self._names, _kept(steps, {step for step, _ in steps}, frozenset(), random))
        kept, torn = _chosen([step for step, _ in steps], random)
        torn = torn if self._tears else frozenset()
        return self._laid(self._some_names(random), _kept(steps, kept, torn, random))

    def _some_names(self, random: Random) -> Sequence[_Renaming]:
        if self._folders is Folders.ORDERED:
            return self._names[: random.randint(0, len(self._names))]
        share = random.choice((0.0, 0.5, 0.5, 1.0))
        return [one for one in self._names if random.random() < share]

    def _laid(self, names: Sequence[_Renaming], steps: Mapping[int, Sequence[Step]]) -> Files:
        there = dict(self._durable)
        _rename(there, names)
        return {name: inode.with_steps(steps.get(id(inode), ())) for name, inode in there.items()}


def _is_in(renaming: _Renaming, folder: str) -> bool:
    name = renaming.name or renaming.gone or ""
    return (name.rstrip("/").rpartition("/")[0] or ".") == folder


def _rename(names: dict[str, Inode], renamings: Iterable[_Renaming]) -> None:
    for one in renamings:
        if one.gone is not None and one.name is not None and one.gone.endswith("/"):
            for name in [name for name in names if name.startswith(one.gone)]:
                names[one.name + name[len(one.gone) :]] = names.pop(name)
        if one.gone is not None:
            names.pop(one.gone, None)
        if one.name is not None and one.inode is not None:
            names[one.name] = one.inode


def _chosen(steps: Sequence[int], random: Random) -> tuple[set[int], frozenset[int]]:
    """Choose which steps reach the disk, and which of them are torn."""
    if not steps:
        return set(), frozenset()
    every, one = set(steps), random.choice(steps)
    match random.choice(KINDS):
        case "up to one":
            return {step for step in steps if step <= one}, frozenset()
        case "all but one":
            return every - {one}, frozenset()
        case "one alone":
            return {one}, frozenset()
        case "all, one torn":
            return every, frozenset({one})
        case kind:
            share = random.random()
            kept = {step for step in steps if random.random() < share}
            return kept, frozenset(step for step in kept if kind == "some, torn" and random.random() < 0.4)


def _kept(
    steps: Sequence[tuple[int, Inode]], kept: set[int], torn: frozenset[int], random: Random
) -> Mapping[int, list[Step]]:
    """Return what reaches the disk of each file, in order."""
    found: dict[int, list[Step]] = {}
    for number, inode in steps:
        if number in kept:
            step = inode.pending[number]
            found.setdefault(id(inode), []).extend(_torn(step, random) if number in torn else [step])
    return found


def _torn(step: Step, random: Random) -> list[Step]:
    """Return a write of which some sectors arrived and others did not, or as rubbish."""
    if isinstance(step, Truncate):
        return []
    pieces: list[Step] = []
    rubbish = random.choice(RUBBISH)
    at, end = step.at or 0, (step.at or 0) + len(step.data)
    while at < end:
        size = min(SECTOR - at % SECTOR, end - at)
        if random.random() < rubbish:
            pieces.append(Write(step.path, at, random.randbytes(size)))
        elif random.random() < 0.5:
            begin = at - (step.at or 0)
            pieces.append(Write(step.path, at, step.data[begin : begin + size]))
        at += size
    return pieces
