"""The words of the papers: each is used, and each fits in every language (other tests draw them all)."""

import tomllib
from dataclasses import replace

import pytest

from kbdesk.desk.notice import TELLABLE
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import Basis
from kbdesk.domain.paper import Told
from kbdesk.domain.vocabulary import Disposition, DocumentType, Language, Letterhead, Means, PaperKind
from kbdesk.papers.press import Press, PressResources
from kbdesk.papers.refusal import REASONS


class Heard:
    """Catalogs that remember which messages were asked for."""

    def __init__(self, catalogs):
        self.catalogs, self.asked = catalogs, set()

    def __getitem__(self, language):
        catalog, asked = self.catalogs[language], self.asked

        class One:
            def text(self, message, **values):
                asked.add(message)
                return catalog.text(message, **values)

            def has(self, message):
                return catalog.has(message)

            def count(self, message, number):
                asked.update(f"{message}.{form}" for form in ("one", "few", "other"))
                return catalog.count(message, number)

        return One()


@pytest.fixture(scope="module")
def messages(people):
    return (people.RESOURCES / "messages" / "papers.toml").read_text("utf-8")


def test_every_message_is_on_some_paper(people, messages):
    folder = people.RESOURCES / "fonts" / "papers"
    heard = Heard(Catalogs.read({"papers.toml": messages}))
    fonts = {file.stem: file.read_bytes() for file in folder.glob("*.ttf")}
    press = Press(PressResources(fonts=fonts, icc=(folder / "sRGB.icc").read_bytes(), plates=people.plates()), heard)
    drill = replace(people.POST, drill=True)
    papers = [people.permit(people.LJUBICA, kind) for kind in people.PERMIT_PAPERS]
    papers += [people.registration(people.COMPANY, kind) for kind in people.REGISTRATION_PAPERS]
    papers += [replace(people.permit(people.NAMELESS), post=drill, copy=1), people.proof(papers[0])]
    papers += [replace(papers[0], seal=b"")]
    papers += [people.notice(people.LJUBICA, kind) for kind in people.NOTICE_PAPERS]
    papers += [people.notice(people.CAR, reason=reason) for reason in REASONS]
    papers += [people.notice(people.CAR, PaperKind.PLATE_RECEIPT, held=held) for held in (True, False)]
    papers += [people.notice(people.LJUBICA, people.PERMIT_PAPERS[1])]
    transferred = replace(papers[-1].notice, disposition=Disposition.TRANSFERRED)
    papers += [replace(papers[-1], notice=transferred), people.notice(people.CAR)]
    for code in TELLABLE:
        told = (Told(code=code, values={"date": "2022-07-29", "number": "J20047118"}),)
        papers.append(replace(papers[-1], notice=replace(papers[-1].notice, told=told)))
    papers += [replace(papers[-1], basis=Basis(book="", article="", title={}, text={}))]
    papers += [people.registration(card, PaperKind.PLATE_REAR) for card in (people.MOTORCYCLE, people.TRAILER)]
    papers += [people.registration(people.COMPANY)]
    shown = replace(papers[-1].registration, disposition=Disposition.SHOWN, envelope="")
    papers += [replace(papers[-1], registration=shown)]
    free = tuple(replace(fee, waived=True) for fee in papers[-1].registration.fees)
    papers += [replace(papers[-1], registration=replace(papers[-1].registration, fees=free))]
    for post in (people.POST, replace(people.POST, issuer="SRB"), drill):
        papers.append(replace(papers[0], post=post, letterhead=Letterhead.FULL))
    for kind in (*DocumentType, ""):
        traveler = replace(people.LJUBICA, document_type=str(kind))
        papers.append(people.permit(traveler, people.PERMIT_PAPERS[1]))
    for kind in people.CUSTODY_PAPERS:
        papers += [people.custody(card, kind, many=many) for card in (people.LJUBICA, people.CAR) for many in (1, 2)]
    papers += [people.fee_receipt(people.CAR, means, many=3) for means in (*Means, None)]
    for kind in people.DUTY_PAPERS:
        papers += [people.duty(kind), people.duty(kind, words="x", many=7)]
    papers += [people.personal(people.LJUBICA, many=many) for many in (1, 10)]
    for paper in papers:
        press.draw(paper)
    assert set(tomllib.loads(messages)) - heard.asked == set()


@pytest.mark.parametrize("language", list(Language))
def test_a_permit_that_holds_nothing_says_so_in_every_language(press, people, language):
    held = replace(people.permit(people.LJUBICA), language=language)
    shown = replace(held, permit=replace(held.permit, disposition=Disposition.SHOWN, envelope=""))
    assert press.draw(held).pdf != press.draw(shown).pdf


@pytest.mark.parametrize("language", list(Language))
def test_a_certificate_does_not_say_that_plates_lie_in_custody_which_their_holder_keeps(press, people, language):
    held = replace(people.registration(people.CAR), language=language)
    kept = replace(held, registration=replace(held.registration, disposition=Disposition.KEPT_BY_HOLDER, envelope=""))
    assert press.draw(held).pdf != press.draw(kept).pdf
