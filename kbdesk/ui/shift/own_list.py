"""The desk's own list of its papers, signed anew when a shift closes, in jobs that leave the store free in between."""

from __future__ import annotations

from collections.abc import Callable

from kbdesk.desk.status import Gathering
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker


class OwnList:
    """Reads the states of all papers stretch by stretch on the store's thread, then signs the list into the bundle."""

    def __init__(self, session: Session, store: Worker, failed: Callable[[Exception], object]) -> None:
        self._session, self._store, self._failed = session, store, failed

    def begin(self) -> None:
        """Begin; a desk that signs nothing, or has no bundle that holds, is left as it is."""
        self._store.run(self._session.gather_status, self._on_begun, self._failed)

    def _on_begun(self, gathering: Gathering | None) -> None:
        if gathering is not None:
            self._step(gathering)

    def _step(self, gathering: Gathering) -> None:
        def on_read(more: bool) -> None:
            if more:
                self._step(gathering)
            else:
                self._store.run(lambda: self._session.keep_status(gathering), _kept, self._failed)

        self._store.run(gathering.step, on_read, self._failed)


def _kept(_none: object) -> None:
    pass
