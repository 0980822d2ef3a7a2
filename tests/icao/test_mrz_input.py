import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.mrz import MrzError, read
from tests.icao import zones
from tests.icao.zones import TODAY
from tests.thorough import thorough

CARD = zones.SERBIAN_CARD.split("\n")
WANTED = read(zones.SERBIAN_CARD, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(CARD),
        "\r".join(CARD) + "\r",
        "\n\n".join(CARD) + "\n",
        "".join(CARD),
        "\t".join(CARD) + "\t",
        " ".join(CARD),
        "\n".join(CARD).lower(),
        "\n".join(" ".join(line) for line in CARD),
        "\n".join("  " + line[:7] + "\t" + line[7:] + " " for line in CARD),
        "\n".join(CARD).translate(str.maketrans("AEKMOT", "АЕКМОТ")),
        "\n".join(CARD).translate(str.maketrans("AEKMOT", "аекмот")),
        "\n".join(CARD).replace("<", "‹"),
        "\n".join(CARD).replace("<", "›"),
        "\n".join(CARD).replace("<", "«"),
        "\n".join(CARD).replace("<", "»"),
        "\n".join(CARD).replace("<<", "«"),
        CARD[0] + CARD[1] + "\n" + CARD[2],
        "\ufeff" + "\u2028".join(CARD),
        "\x02" + "\r".join(CARD) + "\x03",
        "\n".join(CARD).replace("<", "<\u200b"),
        "\n".join(line[:10] + "\u00a0" + line[10:] for line in CARD),
    ],
)
def test_a_zone_reads_the_same_however_it_comes(text: str) -> None:
    assert read(text, today=TODAY) == WANTED


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "mrz-empty", "empty"),
        (" \n\t ", "mrz-empty", "empty"),
        ("P<SRB", "mrz-shape", "have 5"),
        ("\n".join([CARD[0][:-1], CARD[1] + "<", CARD[2]]), "mrz-shape", "29, 31, 30"),
        ("\n".join([CARD[0], CARD[1], CARD[2][:28]]), "mrz-shape", "30, 30, 28"),
        ("\n".join("<<" for _ in range(9)), "mrz-shape", "2, 2, 2, 2, 2, 2, ..."),
        ("\n".join([CARD[0], CARD[1].replace("M", "ж"), CARD[2]]), "mrz-character", "Line 2"),
        ("\n".join([CARD[0], CARD[1].replace("8", "²"), CARD[2]]), "mrz-character", "position 1"),
        ("\n".join([CARD[0], CARD[1].replace("8", "٨"), CARD[2]]), "mrz-character", "position 1"),
        (zones.ICAO_TD2[:-1], "mrz-shape", "3 lines of 30 or 2 lines of 36 or 2 lines of 44"),
        (zones.ICAO_TD2 + "<", "mrz-shape", "36, 37"),
        ("V" * 88, "mrz-shape", "88"),
        ("\n".join([*CARD[:2], CARD[2].replace("R", "Р")]), "mrz-character", "Line 3"),
        ("\n".join([*CARD[:2], CARD[2].replace("V", "В")]), "mrz-character", "Line 3"),
        ("A" * 513, "mrz-too-long", "513"),
    ],
)
def test_what_is_no_zone_is_refused_with_one_sentence(text: str, code: str, said: str) -> None:
    with pytest.raises(MrzError) as refused:
        read(text, today=TODAY)
    assert refused.value.code == code
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_refusal_repeats_nothing_of_what_was_read() -> None:
    with pytest.raises(MrzError) as refused:
        read("\n".join([CARD[0], CARD[1], CARD[2] + "PETROVIC"]), today=TODAY)
    assert "PETROVIC" not in str(refused.value)
    assert "012345678" not in f"{refused.value} {refused.value.values}"


@pytest.mark.parametrize("character", ["<", "A", "\n", "\u200b", "«", " "])
def test_ten_thousand_characters_are_refused_at_once(character: str) -> None:
    began = time.thread_time()
    with pytest.raises(MrzError):
        read(character * 10_000, today=TODAY)
    assert time.thread_time() - began < 0.1


@thorough
@given(st.text(max_size=600))
def test_any_text_gives_a_zone_or_one_plain_error(text: str) -> None:
    try:
        read(text, today=TODAY)
    except MrzError as refused:
        assert str(refused).endswith(".")


@thorough
@given(st.sampled_from([(3, 30), (2, 36), (2, 44)]), st.data())
def test_any_lines_of_the_right_size_and_letters_are_read(size: tuple[int, int], data: st.DataObject) -> None:
    count, width = size
    line = st.text(
        alphabet=data.draw(st.sampled_from(["ABCXYZ0189<", "<0", "VIOSBZ01582<"])), min_size=width, max_size=width
    )
    text = "\n".join(data.draw(line) for _ in range(count))
    zone = read(text, today=TODAY)
    assert "\n".join(zone.lines) == text
    assert zone.as_json()["valid"] == zone.valid
    assert zone.valid or not zone.repairs


@thorough
@given(st.data())
def test_a_zone_with_one_changed_character_is_read_or_refused_plainly(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(zones.SERBIAN_CARD) - 1))
    character = data.draw(st.characters())
    text = zones.SERBIAN_CARD[:index] + character + zones.SERBIAN_CARD[index + 1 :]
    try:
        read(text, today=TODAY)
    except MrzError as refused:
        assert refused.code.startswith("mrz-")
