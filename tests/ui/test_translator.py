"""Qt's own strings speak the officer's language, and change with it."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.translator import QT_IDS, CatalogTranslator
from kbdesk.ui.when import locale_of


@pytest.mark.parametrize("language", [Language.SQ, Language.SR_LATN, Language.SR_CYRL])
def test_every_string_of_qt_is_said_otherwise_than_in_english(catalogs: Catalogs, language: Language) -> None:
    english, other = catalogs[Language.EN], catalogs[language]
    same = {message_id for message_id in QT_IDS if english.text(message_id) == other.text(message_id)}
    assert not same


def test_no_two_strings_of_qt_share_their_english(catalogs: Catalogs) -> None:
    texts = [catalogs[Language.EN].text(message_id).lower() for message_id in QT_IDS]
    assert len(texts) == len(set(texts))


def test_the_menu_of_a_text_field_changes_its_language_live(
    qtbot: QtBot, qapp: QApplication, catalogs: Catalogs
) -> None:
    translator = CatalogTranslator(catalogs)
    field = QLineEdit("x")
    qtbot.addWidget(field)

    def words() -> set[str]:
        menu = field.createStandardContextMenu()
        found = {action.text().partition("\t")[0] for action in menu.actions() if action.text()}
        menu.deleteLater()
        return found

    before = words()
    try:
        for language, undo in ((Language.SR_CYRL, "Опозови"), (Language.SQ, "Zhbëj")):
            translator.speak(catalogs[language])
            qapp.removeTranslator(translator)
            qapp.installTranslator(translator)
            assert undo in words()
    finally:
        qapp.removeTranslator(translator)
    assert words() == before


def test_what_the_catalog_does_not_know_is_left_as_it_is(qapp: QApplication, catalogs: Catalogs) -> None:
    translator = CatalogTranslator(catalogs)
    translator.speak(catalogs[Language.SQ])
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Anything", "A sentence Qt never says") == "A sentence Qt never says"
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("language", "name"),
    [(Language.SQ, "sq_XK"), (Language.SR_LATN, "sr_XK"), (Language.SR_CYRL, "sr_XK"), (Language.EN, "en_GB")],
)
def test_dates_and_numbers_follow_the_conventions_of_the_place(language: Language, name: str) -> None:
    locale = locale_of(language)
    assert locale.language() != QLocale.Language.C
    script = {Language.SR_LATN: QLocale.Script.LatinScript, Language.SR_CYRL: QLocale.Script.CyrillicScript}
    assert locale.script() == script.get(language, QLocale.Script.LatinScript)
    assert locale.name().endswith(name[-2:])
