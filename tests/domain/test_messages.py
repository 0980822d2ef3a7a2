"""What is written for people: complete, in four languages, and right in its plurals."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from kbdesk.domain.cyrillic import STAYS_LATIN
from kbdesk.domain.findings import Finding
from kbdesk.domain.messages import Catalogs, MessageMissingError, MessagesError, placeholders, plural
from kbdesk.domain.plates import Doubt
from kbdesk.domain.vocabulary import Decision, Disposition, Language, Measure, PlateClass, Severity

MESSAGES = Path(__file__).parents[2] / "resources" / "messages"
CODED = re.compile(r"\b(?:\w*[0-9qwxyQWXY]\w*|[A-Z](?:\.[0-9]+)+)\b")
FILE = re.compile(r"[\w.-]+\.(?:json|toml|csv|txt|pdf|png)\b")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(MESSAGES.glob("*.toml"))}


@pytest.fixture(scope="module")
def latin() -> list[str]:
    return (MESSAGES / "latin.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def catalogs(texts: Mapping[str, str], latin: list[str]) -> Catalogs:
    return Catalogs.read(texts, latin=latin)


def ids(texts: Mapping[str, str]) -> list[str]:
    return re.findall(r'^\["?([^]"]+)"?\]$', "\n".join(texts.values()), re.MULTILINE)


def patterns(catalogs: Catalogs, texts: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return every message with its placeholders standing for themselves."""
    catalog = catalogs[language]
    english = catalogs[Language.EN]
    found = {}
    for message in ids(texts):
        names = placeholders(english.pattern(message))
        found[message] = catalog.text(message, **{name: f"{{{name}}}" for name in names})
    return found


def same_as_english(catalogs: Catalogs, texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return id and text of every message that is the same in English and another language."""
    english = patterns(catalogs, texts, Language.EN)
    return {
        (message, text)
        for language in (Language.SQ, Language.SR_LATN)
        for message, text in patterns(catalogs, texts, language).items()
        if text == english[message]
    }


def test_nothing_is_left_untranslated(catalogs: Catalogs, texts: Mapping[str, str]) -> None:
    allowed = set((MESSAGES / "same.txt").read_text("utf-8").splitlines())
    same = same_as_english(catalogs, texts)
    assert not {message for message, text in same if not {message, text} & allowed}
    assert not allowed - {word for pair in same for word in pair}, "words in same.txt that are not the same any more"


def test_what_is_left_untranslated_is_noticed() -> None:
    texts = {"a.toml": '["a.title"]\nsq = "Passage"\nsr = "Prelazak"\nen = "Passage"\n'}
    assert same_as_english(Catalogs.read(texts), texts) == {("a.title", "Passage")}


def test_every_placeholder_survives_in_every_language(catalogs: Catalogs, texts: Mapping[str, str]) -> None:
    english = patterns(catalogs, texts, Language.EN)
    for language in Language:
        for message, text in patterns(catalogs, texts, language).items():
            assert placeholders(text) == placeholders(english[message]), f"{language}: {message}"


def test_cyrillic_has_no_latin_letters_but_codes(
    catalogs: Catalogs, texts: Mapping[str, str], latin: list[str]
) -> None:
    phrases = re.compile("|".join(map(re.escape, sorted(latin, key=len, reverse=True))))
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, STAYS_LATIN)) + r")(?!\w)")
    left = {}
    for message, text in patterns(catalogs, texts, Language.SR_CYRL).items():
        bare = text
        for allowed in (PLACEHOLDER, phrases, words, FILE, CODED):
            bare = allowed.sub("", bare)
        if re.search(r"[A-Za-zČĆĐŠŽčćđšž]", bare):
            left[message] = text
    assert not left


def test_no_word_mixes_two_scripts(catalogs: Catalogs, texts: Mapping[str, str]) -> None:
    mixed = re.compile(r"[A-Za-zČĆĐŠŽčćđšž][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-zČĆĐŠŽčćđšž]")
    assert not {
        text
        for text in patterns(catalogs, texts, Language.SR_CYRL).values()
        if mixed.search(PLACEHOLDER.sub(" ", text))
    }


def test_texts_are_trimmed(catalogs: Catalogs, texts: Mapping[str, str]) -> None:
    for language in Language:
        for message, text in patterns(catalogs, texts, language).items():
            assert text == text.strip(), message


def test_every_plural_has_all_its_forms(texts: Mapping[str, str]) -> None:
    known = set(ids(texts))
    counted = {message.rpartition(".")[0] for message in known if message.endswith((".one", ".few"))}
    assert not {f"{stem}.{form}" for stem in counted for form in ("one", "few", "other")} - known


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_about_a_plate_has_words(catalogs: Catalogs, doubt: Doubt) -> None:
    for language in Language:
        found = catalogs[language].finding(
            Finding(str(doubt), Severity.NOTE, "vehicle.plate", values={"plate": "KM 123-AB"})
        )
        assert all((found.title, found.text, found.short))


@pytest.mark.parametrize(
    ("prefix", "vocabulary"),
    [("measure", Measure), ("decision", Decision), ("disposition", Disposition), ("plate_class", PlateClass)],
)
def test_every_word_of_a_closed_vocabulary_is_translated(
    catalogs: Catalogs, prefix: str, vocabulary: type[StrEnum]
) -> None:
    for language in Language:
        assert not {word for word in vocabulary if not catalogs[language].has(f"{prefix}.{word}")}


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "other"), (1, "one"), (2, "few"), (4, "few"), (5, "other"), (11, "other"), (12, "other"), (14, "other"),
     (21, "one"), (22, "few"), (25, "other"), (101, "one"), (111, "other"), (112, "other"), (1004, "few")],
)  # fmt: skip
def test_serbian_counts_in_three_forms(number: int, form: str) -> None:
    assert plural(Language.SR_LATN, number) == plural(Language.SR_CYRL, number) == form


@pytest.mark.parametrize("language", [Language.SQ, Language.EN])
def test_albanian_and_english_count_in_two_forms(language: Language) -> None:
    assert [plural(language, n) for n in (0, 1, 2, 21, 101)] == ["other", "one", "other", "other", "other"]


COUNTED = """
["people.one"]
sq = "{count} person në {place}"
sr = "{count} lice na {place}"
en = "{count} person at {place}"
["people.few"]
sq = "{count} persona në {place}"
sr = "{count} lica na {place}"
en = "{count} people at {place}"
["people.other"]
sq = "{count} persona në {place}"
sr = "{count} osoba na {place}"
en = "{count} people at {place}"
"""


def test_a_counted_message_takes_its_form_and_its_values() -> None:
    catalogs = Catalogs.read({"a.toml": COUNTED})
    assert catalogs[Language.SR_LATN].count("people", 22, place="Jarinje") == "22 lica na Jarinje"
    assert catalogs[Language.SR_CYRL].count("people", 5, place="Jarinje") == "5 особа на Jarinje"
    assert catalogs[Language.EN].count("people", 1, place="Jarinje") == "1 person at Jarinje"


def test_braces_in_a_value_are_no_placeholders() -> None:
    catalogs = Catalogs.read({"a.toml": COUNTED})
    assert catalogs[Language.EN].count("people", 2, place="{0}{x.__class__}") == "2 people at {0}{x.__class__}"


def test_words_listed_as_latin_stay_latin() -> None:
    text = '["a"]\nsq = "Q"\nsr = "Pritisni Ctrl N"\nen = "Press Ctrl N"\n'
    assert Catalogs.read({"a.toml": text})[Language.SR_CYRL].text("a") == "Притисни Ctrl Н"
    assert Catalogs.read({"a.toml": text}, latin=["Ctrl N", ""])[Language.SR_CYRL].text("a") == "Притисни Ctrl N"


def test_a_books_own_text_is_told_in_the_readers_language_and_script() -> None:
    catalogs, texts = Catalogs.read({}), {"sq": "Leje", "sr": "Dozvola, član 3", "en": "Permit"}
    assert [catalogs[language].of(texts) for language in Language] == [
        "Leje", "Dozvola, član 3", "Дозвола, члан 3", "Permit",
    ]  # fmt: skip


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(MessageMissingError, match=r"no message nothing\.here") as caught:
        Catalogs.read({})[Language.EN].text("nothing.here")
    assert caught.value.message_id == "nothing.here"


def test_a_missing_value_is_an_error_and_no_silent_gap() -> None:
    with pytest.raises(KeyError, match="place"):
        Catalogs.read({"a.toml": COUNTED})[Language.EN].count("people", 2)


def test_a_finding_spells_its_dates_and_names_its_field(catalogs: Catalogs) -> None:
    found = Finding(
        "document-expired",
        Severity.STOP,
        "traveler[1].document_expires_on",
        values={"date": "2022-07-29", "days": "12"},
    )
    words = catalogs[Language.EN].finding(found)
    assert words.title == "Document expired"
    assert "29.07.2022" in words.text
    assert "12" in words.text
    assert words.short == "expired on 29.07.2022"
    assert words.way_out
    assert "29.07.2022" in catalogs[Language.SR_CYRL].finding(found).text


def test_a_finding_without_a_label_for_its_field_still_has_words() -> None:
    texts = {
        "a.toml": "\n".join(
            f'["x.{k}"]\nsq = "1 {{field}}"\nsr = "2 {{field}}"\nen = "3 {{field}}"' for k in ("title", "text", "field")
        )
    }
    words = Catalogs.read(texts)[Language.EN].finding(Finding("x", Severity.NOTE, "vehicle.plate"))
    assert (words.title, words.way_out) == ("3 plate", "")


@pytest.mark.parametrize(
    ("files", "faults"),
    [
        ({"a.toml": "= nonsense"}, ["a.toml: not TOML"]),
        ({"a.toml": "a = 1"}, ["a.toml: a: is not a table"]),
        ({"a.toml": '[a]\nsq = "x"\nsr = "y"'}, ["a.toml: a: has no en"]),
        ({"a.toml": '[a]\nsq = "x"\nsr = "y"\nen = "z"\nde = "w"'}, ["a.toml: a: de is no language"]),
        ({"a.toml": '[a]\nsq = "x {n}"\nsr = "y {n}"\nen = "z"'}, ["a.toml: a: has not the same placeholders"]),
        ({"a.toml": '[a]\nsq = "x {n"\nsr = "y"\nen = "z"'}, ["a.toml: a: has braces that do not match"]),
        (
            {"a.toml": '[a]\nsq = "x"\nsr = "y"\nen = "z"', "b.toml": '[a]\nsq = "x"\nsr = "y"'},
            ["b.toml: a: has no en", "b.toml: a: stands in another file too"],
        ),
    ],
)
def test_every_fault_of_message_files_is_told_at_once(files: dict[str, str], faults: list[str]) -> None:
    with pytest.raises(MessagesError) as caught:
        Catalogs.read(files)
    assert len(caught.value.faults) == len(faults)
    assert all(found.startswith(fault) for found, fault in zip(caught.value.faults, faults, strict=True))
