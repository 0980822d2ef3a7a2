"""What the window needs only once somebody signs in or leaves: loaded then, not before the first paint."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from kbdesk.ui.desk import Session, WindowDesk

if TYPE_CHECKING:
    from kbdesk.domain.bookmark import Bookmark
    from kbdesk.ui.desk_view import DeskView
    from kbdesk.ui.own_password import OwnPasswordPage


def load_pages() -> type[DeskView]:
    """Load what only an officer on duty sees: half of the window's code, and none of it before the first paint."""
    from kbdesk.ui.desk_view import DeskView  # noqa: PLC0415 - the sign-in page paints first

    return DeskView


def load_leaving() -> ModuleType:
    """Load what makes a bookmark of a desk and puts the desk back by one."""
    from kbdesk.ui import leaving  # noqa: PLC0415 - the sign-in page paints first

    return leaving


def load_own_password() -> type[OwnPasswordPage]:
    """Load the page that only somebody sees who has a password that others gave."""
    from kbdesk.ui.own_password import OwnPasswordPage  # noqa: PLC0415 - the sign-in page paints first

    return OwnPasswordPage


def open_desk(
    desk: WindowDesk, name: str, password: bytearray, own: bytearray | None
) -> tuple[Session, Bookmark | None]:
    """Sign an officer in; return the session, and where the officer left off (store thread)."""
    session = desk.sign_in(name, password, own)
    try:
        return session, session.between.come_back()
    except BaseException:
        session.close()
        raise
