"""The seal of every paper, read back from pixels that scanners, hands and stamps have been at."""

from dataclasses import replace

import pytest
from PIL import Image

from kbdesk.desk.sealing import UNSEALED
from kbdesk.domain.vocabulary import PaperKind

WORST = "all at once"
"""Tried at every resolution; all conditions at the least. `make papers` tries all of them in all languages."""
SEALED = [kind for kind in PaperKind if kind not in UNSEALED]


@pytest.fixture(scope="module")
def degrade(people):
    import degrade

    return degrade


@pytest.mark.parametrize("kind", SEALED)
def test_a_seal_is_read_back_byte_for_byte_whatever_happens_to_its_paper(press, degrade, of_kind, kind):
    paper = of_kind(kind)
    looks = dict(degrade.looks(press, paper, most=1))
    assert len(looks) == len(degrade.DPI) * len(degrade.CONDITIONS)
    tried = {name: image for name, image in looks.items() if name.endswith("150") or name.startswith(WORST)}
    assert [name for name, image in tried.items() if not degrade.reads(image, paper.seal)] == []


def test_the_longest_seal_of_all_is_read_back_under_the_worst(press, degrade, people):
    paper = people.registration(people.full(people.CAR, "W"))
    assert len(paper.seal) > 200
    worst = {name: image for name, image in degrade.looks(press, paper, most=1) if name.startswith(WORST)}
    assert [name for name, image in worst.items() if not degrade.reads(image, paper.seal)] == []


@pytest.mark.parametrize("kind", [PaperKind.ENVELOPE_LABEL, PaperKind.SURRENDER_RECEIPT, PaperKind.PLATE_RECEIPT])
def test_the_code_of_an_envelope_is_read_back_turned_and_blurred(press, degrade, people, of_kind, kind):
    said = b"E" + people.ENVELOPE.encode()
    looks = dict(degrade.looks(press, of_kind(kind), most=1, place="code"))
    tried = {name: image for name, image in looks.items() if name.startswith(("rotated", "blurred"))}
    assert len(tried) == 6 and [name for name, image in tried.items() if not degrade.reads(image, said)] == []


def test_a_stamp_covers_a_fifth_of_the_seal_and_no_more(degrade):
    look = degrade.Look(image=Image.new("RGB", (700, 700), "white"), dpi=300, left=9, top=9, side=41.8)
    inked = degrade.stamped("black", (1, 1))(look).convert("L")
    k = 300 / 25.4
    over = inked.crop(tuple(round(edge * k) for edge in (9, 9, 9 + 41.8, 9 + 41.8)))
    dark = sum(count for grey, count in enumerate(over.histogram()) if grey < 128) / (over.width * over.height)
    assert 0.05 < dark < degrade.STAMPED


def test_a_seal_under_a_stamp_from_edge_to_edge_is_not_read(press, degrade, people):
    paper = people.permit(people.LJUBICA)
    image = next(image for name, image in degrade.looks(press, paper) if name == "plain 300")
    assert degrade.reads(image, paper.seal)
    for ink in range(0, image.height, 9):
        image.paste("black", (0, ink, image.width, ink + 6))
    assert not degrade.reads(image, paper.seal)


def test_another_seal_is_not_taken_for_this_one(press, degrade, people):
    one, other = people.permit(people.LJUBICA), people.permit(people.LONG)
    _, image = next(iter(degrade.looks(press, other, most=1)))
    assert degrade.reads(image, other.seal) and not degrade.reads(image, one.seal)


def test_the_seal_of_a_void_paper_is_not_read_however_hard_one_looks(press, degrade, people):
    void = replace(people.permit(people.LJUBICA), copy=1, void=True)
    plain = [image for name, image in degrade.looks(press, void, most=1) if name.startswith("plain")]
    assert plain and not any(degrade.reads(image, void.seal) for image in plain)
