"""The window of a desk that cannot be opened: it says why, in every language, for the one to speak may be lost too."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph

_LANGUAGES: Final = (Language.SQ, Language.SR_LATN, Language.EN)


class TroubleWindow(QWidget):
    """One card with what is wrong and what to do; it holds nothing of anybody."""

    def __init__(self, error: Exception, catalogs: Catalogs) -> None:
        """Say an error in every language; a text of its own that tells where stands below."""
        super().__init__()
        self.setWindowTitle("kbdesk")
        self.resize(760, 460)
        self.setMinimumSize(480, 320)
        self.said = [Paragraph(text=sentence(error, catalogs[language])) for language in _LANGUAGES]
        own = Paragraph(text=str(error), tone="ink2")
        own.setVisible(str(error) != self.said[-1].text())
        self.close_ = Button(text=_in_all(catalogs, "trouble.close"))
        self.close_.clicked.connect(self.close)
        mark = Mark()
        mark.set_shape(Shape.STOP)
        title = Paragraph(text=_in_all(catalogs, "trouble.title"), role="section")
        inside = column(
            row(mark, (title, 1), gap=12),
            *(part for said in self.said for part in (14, said)),
            14,
            own,
            None,
            row(None, self.close_),
            gap=0,
            margins=(32, 32, 32, 32),
        )
        self.setLayout(column((panel("card", inside), 1), margins=(24, 24, 24, 24)))
        self.close_.setFocus()


def _in_all(catalogs: Catalogs, message: str) -> str:
    return " · ".join(catalogs[language].text(message) for language in _LANGUAGES)
