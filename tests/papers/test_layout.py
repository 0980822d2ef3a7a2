"""Nothing overlaps, nothing crosses a fold or leaves the printable page, in ordinary and in extreme papers."""

from dataclasses import replace
from functools import cache

import pytest

from kbdesk.app import carried
from kbdesk.domain.vocabulary import Language, Letterhead, Means, PaperKind, ShelfName
from kbdesk.rulebook.applying import basis_of

EDGE = 4.2
FOLDED = (PaperKind.PERMIT, PaperKind.REGISTRATION_CERTIFICATE)
PLATES = (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR)
PAGES = {PaperKind.ENVELOPE_LABEL: (62, 100, 2.0), **dict.fromkeys(PLATES, (520, 130, 2.4))}
HALVED = {
    PaperKind.RETURN_RECEIPT: 148.5,
    PaperKind.WINDSCREEN_COPY: 148.5,
    PaperKind.FEE_RECEIPT: 148.5,
    PaperKind.SURRENDER_RECEIPT: 198.0,
    PaperKind.PLATE_RECEIPT: 198.0,
}
TOUCH = 0.12
PAID = ((Means.CASH, 1), (Means.SLIP, 5), (None, 9))


def overlap(a, b):
    return (
        a.page == b.page
        and a.left < b.right - TOUCH
        and b.left < a.right - TOUCH
        and a.top < b.bottom - TOUCH
        and b.top < a.bottom - TOUCH
    )


def belong(a, b):
    """A place kept for a stamp, seal, code or photograph may hold text of its own name."""
    return (not a.lines and b.name.startswith(a.name)) or (not b.lines and a.name.startswith(b.name))


def clashes(boxes):
    return [(a.name, b.name) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if not belong(a, b) and overlap(a, b)]


def longer(basis):
    """A basis with texts twice as long."""
    texts = {name: {key: f"{text} {text}" for key, text in getattr(basis, name).items()} for name in ("text", "appeal")}
    return replace(basis, **texts)


@cache
def longest():
    """The bases of the carried articles with the longest title, text and appeal."""
    bases = [basis_of(rule) for shelf in ShelfName for rule in carried.law(shelf).rules]
    parts = ("title", "text", "appeal")
    return [max(bases, key=lambda basis: max(map(len, getattr(basis, part).values()), default=0)) for part in parts]


def booked(people, kind):
    """Receipts for fees, and records of personal data of one visit and of many."""
    cards = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC, people.NAMELESS]
    if kind in people.FEE_PAPERS:
        cards.append(people.WIDE_CAR)
        return [people.fee_receipt(card, means, many=many) for card in cards for means, many in PAID]
    return [people.personal(card, many=many) for card in (*cards, people.full(people.LJUBICA, "W")) for many in (1, 10)]


def extremes(people, kind):
    """The papers of a kind that are hardest to lay out, in the widest of scripts."""
    if kind in people.PERMIT_PAPERS:
        travelers = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC]
        travelers += [people.full(people.LJUBICA, letter) for letter in "WЖ"]
        papers = [people.permit(traveler, kind) for traveler in travelers]
        if kind is PaperKind.PERMIT:
            papers.append(people.permit(people.NAMELESS, kind))
        if kind is PaperKind.SURRENDER_RECEIPT:
            papers += [people.notice(traveler, kind, held=held) for traveler in travelers for held in (True, False)]
    elif kind in people.NOTICE_PAPERS:
        cards = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC, people.NAMELESS, people.CAR]
        papers = [people.notice(card, kind) for card in (*cards, people.LONG_CAR, people.WIDE_CAR, people.COMPANY)]
        papers.append(people.notice(people.WIDE_CAR, kind, reason=people.OWN_WORDS))
        papers.append(replace(papers[1], basis=longer(papers[1].basis)))
        papers.append(replace(papers[1], basis=people.Basis(book="", article="", title={}, text={})))
    elif kind in people.DUTY_PAPERS:
        told = [("", 0), (people.OWN_WORDS[:200], 1), ("W" * 200, 3), ("Ш" * 200, 9), ("漢 " + "w " * 99, 2)]
        papers = [people.duty(kind, words=words, many=many) for words, many in told]
    elif kind in (*people.FEE_PAPERS, *people.PERSONAL_PAPERS):
        papers = booked(people, kind)
    elif kind in people.CUSTODY_PAPERS:
        cards = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC, people.NAMELESS, people.WIDE_CAR]
        papers = [people.custody(card, kind, many=many) for card in cards for many in (1, 2, 3)]
    else:
        vehicles = [people.CAR, people.LONG_CAR, people.WIDE_CAR, people.WIDE_CYRILLIC_CAR, people.COMPANY]
        vehicles += [people.full(people.CAR, letter) for letter in "WЖ"]
        if kind in (PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR):
            vehicles += [people.MOTORCYCLE, people.TRAILER, replace(people.WIDE_CAR, category="L7e")]
        papers = [people.registration(vehicle, kind) for vehicle in vehicles]
        if kind in (PaperKind.PLATE_RECEIPT, PaperKind.ENVELOPE_LABEL):
            papers += [people.notice(vehicle, kind, held=True) for vehicle in vehicles]
            papers += [people.notice(vehicle, kind) for vehicle in vehicles if kind is PaperKind.PLATE_RECEIPT]
    if kind not in people.DUTY_PAPERS:
        papers += [replace(papers[1], basis=basis) for basis in longest()]
    for paper in papers:
        yield paper
        drill = replace(people.POST, drill=True)
        yield replace(paper, language=Language.SR_CYRL, copy=3, post=drill, letterhead=Letterhead.FULL)
        yield replace(paper, copy=12, void=True, post=replace(drill, issuer="SRB"), letterhead=Letterhead.FULL)


@pytest.fixture(scope="module")
def measured(press, people):
    """The boxes of the extremes of a kind, each paper drawn once."""

    @cache
    def boxes(kind):
        return [press.boxes(paper) for paper in extremes(people, kind)]

    return boxes


@pytest.mark.parametrize("kind", list(PaperKind))
def test_no_text_touches_another_or_a_place_kept_free(measured, kind):
    for boxes in measured(kind):
        assert clashes(boxes) == []


def test_two_texts_in_one_place_are_found_to_touch(press, people):
    boxes = press.boxes(people.permit(people.LJUBICA))
    assert clashes([boxes[0], replace(boxes[1], left=boxes[0].left, top=boxes[0].top, bottom=boxes[0].bottom)])


@pytest.mark.parametrize("kind", FOLDED)
def test_no_text_crosses_a_fold(measured, kind):
    for boxes in measured(kind):
        for box in boxes:
            assert not box.left < 105 < box.right and not box.top < 148.5 < box.bottom, box.name


@pytest.mark.parametrize("kind", HALVED)
def test_no_text_crosses_a_cut(measured, kind):
    for boxes in measured(kind):
        assert [box.name for box in boxes if box.top < HALVED[kind] < box.bottom and box.name != "cut"] == []


@pytest.mark.parametrize("kind", list(PaperKind))
def test_no_text_leaves_the_printable_page(measured, kind):
    width, height, edge = PAGES.get(kind, (210, 297, EDGE))
    for boxes in measured(kind):
        for box in boxes:
            if kind in PLATES and box.page > 1:
                continue  # cut out of the sheet, so clipped and not moved
            assert box.left >= edge and box.right <= width - edge, box.name
            assert box.top >= edge and box.bottom <= height - edge, box.name


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_text_stays_in_its_room(measured, kind):
    for boxes in measured(kind):
        assert all(box.right - box.left <= box.room + 0.05 for box in boxes)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_page_but_a_label_says_which_it_is_with_the_digest_of_its_record(press, of_kind, kind):
    paper = of_kind(kind)
    boxes = press.boxes(paper)
    feet = {box.page: box.text for box in boxes if box.name == "foot page"}
    digests = [box.text for box in boxes if box.name == "foot digest"]
    if kind is PaperKind.ENVELOPE_LABEL:
        assert feet == {} and digests == []
        return
    first, last = (2, max(feet)) if kind in PLATES else (1, max(feet))
    pages = 2 if kind is PaperKind.WINDSCREEN_COPY else last
    assert sorted(feet) == list(range(first, last + 1))
    assert set(feet.values()) <= {f"{page}/{pages}" for page in range(1, pages + 1)}
    assert {text.replace(" ", "").lower() for text in digests} == {paper.digest[:16]}


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_kind_tells_a_copy_a_void_and_a_drill(press, people, of_kind, kind):
    paper = of_kind(kind)
    drill = replace(paper, post=replace(people.POST, drill=True))
    drawn = [paper, replace(paper, copy=2), replace(paper, copy=1, void=True), drill]
    plain, copy, void, drilled = (" ".join(box.text for box in press.boxes(one)) for one in drawn)
    assert not any(word in plain for word in ("COPY", "VOID", "DRILL"))
    assert "COPY 2" in copy and "VOID" in void and "DRILL" in drilled


def test_the_stamp_is_kept_away_from_the_seal(press, people):
    for paper in (people.permit(people.LJUBICA), people.permit(people.LJUBICA, PaperKind.SURRENDER_RECEIPT)):
        places = {box.name: box for box in press.boxes(paper) if not box.lines and box.page == 1}
        seal, stamp = places["seal"], places["stamp"]
        apart = abs((seal.top + seal.bottom) - (stamp.top + stamp.bottom)) / 2
        assert apart >= 60
