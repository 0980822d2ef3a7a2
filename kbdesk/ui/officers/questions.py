"""What the dialogs of the Officers page ask, in the words of a language."""

from __future__ import annotations

from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import LONGEST_NAME, KnownOfficer, Role
from kbdesk.domain.passwords import LONGEST, SHORTEST
from kbdesk.ui.second_officer import Asking
from kbdesk.ui.shift.form_dialog import Ask, Question


def add(catalog: Catalog) -> Question:
    """Ask for a new officer's name, role and password."""
    return Question(
        title=catalog.text("officers_page.add.title"),
        what=catalog.text("officers_page.given-what", least=SHORTEST),
        fields=(
            Ask(name="name", label=catalog.text("officers_page.name"), longest=LONGEST_NAME, half=True),
            Ask(name="role", label=catalog.text("officers_page.role"), choices=_roles(catalog), half=True),
            *_new(catalog),
            _own(catalog),
        ),
        do=catalog.text("officers_page.add.do"),
    )


def role(officer: KnownOfficer, catalog: Catalog) -> Question:
    """Ask for an officer's other role."""
    return Question(
        title=catalog.text("officers_page.role.title", name=officer.name),
        what=catalog.text("officers_page.role.what"),
        fields=(
            Ask(
                name="role",
                label=catalog.text("officers_page.role"),
                value=str(officer.role),
                choices=_roles(catalog),
            ),
        ),
        do=catalog.text("officers_page.role.do"),
    )


def suspend(officer: KnownOfficer, catalog: Catalog) -> Question:
    """Ask why an officer may sign in no more."""
    return Question(
        title=catalog.text("officers_page.suspend.title", name=officer.name),
        what=catalog.text("officers_page.suspend.what"),
        fields=(Ask(name="reason", label=catalog.text("shift_page.reason")),),
        do=catalog.text("officers_page.suspend.do"),
        grave=True,
    )


def password_of(officer: KnownOfficer, act: str, catalog: Catalog) -> Question:
    """Ask for an officer's new password, and for one's own; `act` is ``reset`` or ``resume``."""
    return Question(
        title=catalog.text(f"officers_page.{act}.title", name=officer.name),
        what=catalog.text("officers_page.given-what", least=SHORTEST),
        fields=(*_new(catalog), _own(catalog)),
        do=catalog.text(f"officers_page.{act}.do"),
    )


def own_password(catalog: Catalog) -> Question:
    """Ask for one's own password, and for the new one."""
    return Question(
        title=catalog.text("officers_page.password.title"),
        what=catalog.text("officers_page.password-what", least=SHORTEST),
        fields=(_own(catalog), *_new(catalog)),
        do=catalog.text("officers_page.password.do"),
    )


def second(act: str, name: str, catalog: Catalog) -> Asking:
    """Ask for the second officer of an act."""
    return Asking(
        title=catalog.text(f"officers_page.{act}.title", name=name),
        what=catalog.text("officers_page.second"),
        do=catalog.text(f"officers_page.{act}.do"),
    )


def _roles(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), catalog.text(f"role.{one}")) for one in Role)


def _new(catalog: Catalog) -> tuple[Ask, Ask]:
    label, again = catalog.text("officers_page.new"), catalog.text("officers_page.new-again")
    return (
        Ask(name="new", label=label, secret=True, half=True, longest=LONGEST),
        Ask(name="again", label=again, secret=True, half=True, longest=LONGEST),
    )


def _own(catalog: Catalog) -> Ask:
    return Ask(name="own", label=catalog.text("officers_page.own"), secret=True, longest=LONGEST)
