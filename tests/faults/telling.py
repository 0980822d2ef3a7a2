"""What a desk tells people while it is recorded, written where no cut reaches."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kbdesk.devices.tray import Tray
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.store.act import StoreAct
from kbdesk.store.errors import StoreError, StoreInDoubt
from kbdesk.store.store import Store
from tests.faults.held import digest


class Telling:
    """Tells, outside of the folder that is cut, what the desk tells its officer and what its printer put out."""

    def __init__(self, told: Path) -> None:
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(self, *words: object) -> None:
        os.write(self._told, (" ".join(map(str, words)) + "\n").encode())

    def listen(self) -> None:
        """Have every store and every printer of this process tell."""
        act, save, drop, put = Store.act, Store.save_draft, Store.drop_draft, Tray.put

        @contextmanager
        def telling_act(store: Store, *, at: datetime, officer: str) -> Iterator[StoreAct]:
            made: list[StoreAct] = []
            try:
                with act(store, at=at, officer=officer) as begun:
                    made.append(begun)
                    yield begun
            except StoreInDoubt:
                raise
            except StoreError:
                for last in (one._last for one in made if one._last is not None):
                    self.tell("failed", last.digest)
                raise
            for last in (one._last for one in made if one._last is not None):
                self.tell("entry", last.seq, last.digest)

        def telling_save(store: Store, kept: PassageDraft, *, officer: str, at: datetime, parked: bool = False) -> None:
            self.tell("drafting", kept.id, digest(kept))
            save(store, kept, officer=officer, at=at, parked=parked)
            self.tell("draft", kept.id, digest(kept))

        def telling_drop(store: Store, draft_id: str) -> None:
            self.tell("dropping", draft_id)
            drop(store, draft_id)

        def telling_put(tray: Tray, printed: Printed) -> None:
            put(tray, printed)
            self.tell("printed", f"{printed.number}-{printed.kind}")

        Store.act, Store.save_draft, Store.drop_draft = telling_act, telling_save, telling_drop  # type: ignore[method-assign]  # to hear what they say
        Tray.put = telling_put  # type: ignore[method-assign]  # the same
