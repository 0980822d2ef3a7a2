"""Nothing overlaps, nothing crosses a fold or leaves the printable page, in ordinary and in extreme papers."""

from dataclasses import replace

import pytest

from kbdesk.domain.vocabulary import Language, Letterhead, Means, PaperKind

EDGE = 4.2
FOLDED = (PaperKind.PERMIT, PaperKind.REGISTRATION_CERTIFICATE)
FLAT = (
    PaperKind.SURRENDER_RECEIPT,
    PaperKind.PLATE_RECEIPT,
    PaperKind.WINDSCREEN_COPY,
    PaperKind.APPOINTMENT_SLIP,
    PaperKind.REFUSAL_NOTICE,
    PaperKind.REFERRAL_SLIP,
    PaperKind.WARNING_NOTICE,
    PaperKind.FINE_NOTICE,
    PaperKind.RETURN_RECEIPT,
    PaperKind.CLAIM_SLIP,
    PaperKind.FEE_RECEIPT,
    PaperKind.TRANSFER_MANIFEST,
    PaperKind.SHIFT_REPORT,
    PaperKind.EMERGENCY_FORM,
)
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


def extremes(people, kind):
    """The papers of a kind that are hardest to lay out, in the widest of scripts."""
    if kind in people.PERMIT_PAPERS:
        travelers = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC]
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
    elif kind in people.FEE_PAPERS:
        cards = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC, people.NAMELESS, people.WIDE_CAR]
        papers = [people.fee_receipt(card, means, many=many) for card in cards for means, many in PAID]
    elif kind in people.CUSTODY_PAPERS:
        cards = [people.LJUBICA, people.LONG, people.WIDE, people.WIDE_CYRILLIC, people.NAMELESS, people.WIDE_CAR]
        papers = [people.custody(card, kind, many=many) for card in cards for many in (1, 2, 3)]
    else:
        vehicles = [people.CAR, people.LONG_CAR, people.WIDE_CAR, people.COMPANY]
        if kind in (PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR):
            vehicles += [people.MOTORCYCLE, people.TRAILER, replace(people.WIDE_CAR, category="L7e")]
        papers = [people.registration(vehicle, kind) for vehicle in vehicles]
        if kind in (PaperKind.PLATE_RECEIPT, PaperKind.ENVELOPE_LABEL):
            papers += [people.notice(vehicle, kind, held=True) for vehicle in vehicles]
            papers += [people.notice(vehicle, kind) for vehicle in vehicles if kind is PaperKind.PLATE_RECEIPT]
    for paper in papers:
        yield paper
        drill = replace(people.POST, drill=True)
        yield replace(paper, language=Language.SR_CYRL, copy=3, post=drill, letterhead=Letterhead.FULL)
        yield replace(paper, copy=12, void=True, post=drill)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_no_text_touches_another_or_a_place_kept_free(press, people, kind):
    for paper in extremes(people, kind):
        assert clashes(press.boxes(paper)) == []


def test_two_texts_in_one_place_are_found_to_touch(press, people):
    boxes = press.boxes(people.permit(people.LJUBICA))
    assert clashes([boxes[0], replace(boxes[1], left=boxes[0].left, top=boxes[0].top, bottom=boxes[0].bottom)])


@pytest.mark.parametrize("kind", FOLDED)
def test_no_text_crosses_a_fold(press, people, kind):
    for paper in extremes(people, kind):
        for box in press.boxes(paper):
            assert not box.left < 105 < box.right and not box.top < 148.5 < box.bottom, box.name


@pytest.mark.parametrize("kind", FOLDED + FLAT)
def test_no_text_leaves_the_printable_page(press, people, kind):
    for paper in extremes(people, kind):
        for box in press.boxes(paper):
            assert box.left >= EDGE and box.right <= 210 - EDGE, box.name
            assert box.top >= EDGE and box.bottom <= 297 - EDGE, box.name


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_text_stays_in_its_room(press, people, kind):
    for paper in extremes(people, kind):
        assert all(box.right - box.left <= box.room + 0.05 for box in press.boxes(paper))


def test_the_stamp_is_kept_away_from_the_seal(press, people):
    for paper in (people.permit(people.LJUBICA), people.permit(people.LJUBICA, PaperKind.SURRENDER_RECEIPT)):
        places = {box.name: box for box in press.boxes(paper) if not box.lines and box.page == 1}
        seal, stamp = places["seal"], places["stamp"]
        apart = abs((seal.top + seal.bottom) - (stamp.top + stamp.bottom)) / 2
        assert apart >= 60
