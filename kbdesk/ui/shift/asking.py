"""A question that stays open until what it asks for is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kbdesk.domain.messages import Catalog
from kbdesk.ui.shift.form_dialog import FormDialog
from kbdesk.ui.shift.instants import InstantError
from kbdesk.ui.shift.questions import NumberError
from kbdesk.ui.worker import Worker


def ask(
    dialog: FormDialog,
    store: Worker,
    act: Callable[[Mapping[str, str]], Any],
    done: Callable[[Any], object],
    catalog: Catalog,
) -> FormDialog:
    """Open a question and do what it asks for with its values on the store's thread; what is refused is said in it."""

    def answered(answer: object) -> None:
        dialog.accept()
        done(answer)

    def refused(error: Exception) -> None:
        if isinstance(error, InstantError):
            dialog.complain(catalog.text("rules_page.suspend.not-an-instant"))
        elif isinstance(error, NumberError):
            dialog.complain(catalog.text("shift_page.not-a-number"))
        else:
            dialog.refuse(error)

    dialog.asked.connect(lambda values: store.run(lambda: act(values), answered, refused))
    dialog.open()
    return dialog
