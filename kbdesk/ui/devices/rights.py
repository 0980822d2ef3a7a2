"""Who may choose on the Devices page what the records are told of."""

from __future__ import annotations

from kbdesk.domain.officers import Role, may_enter
from kbdesk.ui.desk import Session, WindowDesk


def may_choose(desk: WindowDesk, session: Session, kind: str) -> bool:
    """Tell whether the officer signed in may make an entry of a kind, by the role that stands beside their slot."""
    roles = {officer.name: officer.role for officer in desk.officers()}
    role = roles.get(session.officer)
    return role is not None and may_enter(Role(role), kind)
