"""What the dialogs of the Retention page ask, in the words of a language."""

from __future__ import annotations

from kbdesk.desk.retention import LONGEST_TEXT, Standing
from kbdesk.domain.messages import Catalog
from kbdesk.domain.retention import Category, Terms
from kbdesk.ui.retention.view import cases_told, due_told
from kbdesk.ui.second_officer import Asking
from kbdesk.ui.shift.form_dialog import Ask, Question


def terms(now: Terms, catalog: Catalog) -> Question:
    """Ask how long things are kept, and what that rests on."""
    days = (
        Ask(
            name=str(category),
            label=catalog.text(f"retention_page.term.{category}"),
            value=str(now.days[category]),
            longest=5,
            half=True,
        )
        for category in Category
    )
    basis = Ask(
        name="basis",
        label=catalog.text("retention_page.basis"),
        value=now.basis,
        hint=catalog.text("retention_page.basis-hint"),
        longest=LONGEST_TEXT,
    )
    return Question(
        title=catalog.text("retention_page.terms.title"),
        what=catalog.text("retention_page.terms.what"),
        fields=(*days, basis),
        do=catalog.text("retention_page.terms.do"),
    )


def prune(standing: Standing, catalog: Catalog) -> Question:
    """Ask whether all that is due is to go, and say that nothing brings it back."""
    if standing.due or standing.drafts:
        cases, drafts = cases_told(standing, catalog), catalog.count("retention_page.drafts", standing.drafts)
        what = catalog.text("retention_page.prune.what", cases=cases, drafts=drafts)
    else:
        what = catalog.text("retention_page.prune.what-copies", copies=due_told(standing, catalog))
    title, do = catalog.text("retention_page.prune.title"), catalog.text("retention_page.prune.do")
    return Question(title=title, what=what, fields=(), do=do, grave=True)


def keep(name: str, catalog: Catalog) -> Question:
    """Ask why a case is kept whatever its term."""
    return _reason("keep", name, catalog)


def release(name: str, catalog: Catalog) -> Question:
    """Ask why a case is kept no more."""
    return _reason("release", name, catalog)


def second(act: str, what: str, catalog: Catalog) -> Asking:
    """Ask for the second officer of an act."""
    title, do = catalog.text(f"retention_page.{act}.title"), catalog.text(f"retention_page.{act}.do")
    return Asking(title=title, what=what, do=do)


def _reason(act: str, name: str, catalog: Catalog) -> Question:
    return Question(
        title=catalog.text(f"retention_page.{act}.title", name=name),
        what=catalog.text(f"retention_page.{act}.what"),
        fields=(Ask(name="reason", label=catalog.text("shift_page.reason"), longest=LONGEST_TEXT),),
        do=catalog.text(f"retention_page.{act}.do"),
    )
