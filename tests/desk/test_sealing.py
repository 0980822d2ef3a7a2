"""What the seals of recorded papers say, read by a reader and a verifier that are not the program's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from kbdesk.app import carried
from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import PaperRow, Press
from kbdesk.desk.sealing import UNSEALED, said
from kbdesk.desk.signer_errors import SENTENCES, SignerError
from kbdesk.domain import numbers
from kbdesk.domain.messages import placeholders
from kbdesk.domain.passage import CardDecision, PassageDraft, TravelerDraft
from kbdesk.domain.vocabulary import CorrectionReason, PaperKind, ReprintReason, SealRule, Series, VoidReason
from kbdesk.rulebook.law import Law
from tests.icao.seal import independent
from tests.icao.trust.openssl import OpenSsl

from .conftest import Rooms, furnished
from .custody_rooms import custody_desk, issued, permit, registration, return_desk
from .duty import count, entries, late_desk, shift_desk
from .papers_desk import LONGER, Papered, law_with, papered
from .seals import key

MAY_GO_WITHOUT = ('then.document_code = "PU"\n', 'then.document_code = "PU"\nthen.seal = "when-possible"\n')
TORN = Handing(reasons={"return-not-checked": "the code is torn"})
OWN = {PaperKind.PERMIT, PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR}
"""Kinds with a kind of seal of their own."""
OTHERS = {
    PaperKind.SURRENDER_RECEIPT, PaperKind.PLATE_RECEIPT, PaperKind.APPOINTMENT_SLIP, PaperKind.REFUSAL_NOTICE,
    PaperKind.REFERRAL_SLIP, PaperKind.SHIFT_REPORT, PaperKind.EMERGENCY_FORM, PaperKind.RETURN_RECEIPT,
    PaperKind.CLAIM_SLIP, PaperKind.TRANSFER_MANIFEST,
}  # fmt: skip


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Iterator[tuple[Rooms, list[PaperRow]]]:
    """A desk on which everything was done once, and every paper it recorded."""
    with furnished(tmp_path_factory.mktemp("worked"), press) as rooms:
        issued(rooms, rooms.sample("01"))
        held, sent = permit(rooms), registration(rooms)
        for action in ("refuse", "refer"):
            issued(rooms, turned_away(rooms, action))
        late_desk(rooms).draw_forms(1)
        desk = return_desk(rooms)
        desk.hand_back(desk.look(held.number))
        desk.hand_back(desk.look(numbers.make("K", "1", 9)), TORN)
        custody_desk(rooms).transfer([sent.envelope], "merdare")
        shift_desk(rooms).close(count(rooms))
        yield rooms, list(rooms.store.unprinted())


def turned_away(rooms: Rooms, action: str) -> PassageDraft:
    """A traveler whom the officer turns away."""
    person = TravelerDraft(
        surname="Probić", given_names=action, document_type="passport", document_issuing_state="SRB",
        document_number=f"00{len(action)}", decision=CardDecision(action=action, reason="document-damaged"),
    )  # fmt: skip
    return replace(rooms.desk.begin(), travelers=(person,))


def features(seal: bytes) -> Mapping[int, bytes]:
    found = independent.decode(seal)["features"]
    assert isinstance(found, dict)
    return found


def zone(text: str) -> str:
    """The characters of a zone as C40 writes them."""
    return text.replace("\n", "").replace("<", " ")


def test_every_kind_that_the_seeds_print_was_recorded_under_a_seal(worked: tuple[Rooms, list[PaperRow]]) -> None:
    _, rows = worked
    assert {row.kind for row in rows if row.seal} == OWN | OTHERS
    assert {row.kind for row in rows if not row.seal} == set(UNSEALED)


def test_openssl_verifies_every_seal_and_no_other_bytes(worked: tuple[Rooms, list[PaperRow]], tmp_path: Path) -> None:
    _, rows = worked
    openssl = OpenSsl(tmp_path)
    form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    openssl.file("key.pem", key().public_key().public_bytes(*form))

    def verifies(content: bytes, r: bytes, s: bytes) -> bool:
        signature = openssl.file("signature", independent.der(r, s))
        file = openssl.file("content", content)
        return openssl("dgst", "-sha256", "-verify", "key.pem", "-signature", signature, file)[0] == 0

    for row in {row.kind: row for row in rows if row.seal}.values():
        read: dict[str, Any] = independent.decode(row.seal)
        assert (read["issuer"], read["signer"], read["reference"]) == ("UTO", "UTDR", "1")
        assert read["issued"] == read["signed"] == row.at.date().isoformat()
        assert verifies(read["content"], read["r"], read["s"]), row.kind
        other = read["content"][:-1] + bytes((read["content"][-1] ^ 1,))
        assert not verifies(other, read["r"], read["s"])


def test_the_seal_of_a_permit_says_what_its_record_does(worked: tuple[Rooms, list[PaperRow]]) -> None:
    _, rows = worked
    permits = [row for row in rows if row.kind is PaperKind.PERMIT]
    assert len(permits) > 2
    for row in permits:
        assert independent.decode(row.seal)["type"] == "5e03"
        tags = features(row.seal)
        assert independent.c40(tags[0x02]).ljust(72) == zone(str(row.body["mrz"]))
        assert independent.c40(tags[0x80]).strip() == row.body["document_number"]
        assert independent.c40(tags[0x81]).strip() in ("SRBID", "SRBPP", "SRBBE")
        envelope = row.body["envelope"]
        assert independent.c40(tags[0x82]) == envelope if envelope else 0x82 not in tags
        assert int(tags[0x83].hex(), 16) == int(row.number[2:8])


def test_the_seal_of_a_registration_and_of_its_plates_says_what_their_record_does(
    worked: tuple[Rooms, list[PaperRow]],
) -> None:
    _, rows = worked
    (row, *_) = (row for row in rows if row.kind is PaperKind.REGISTRATION_CERTIFICATE)
    tags, car = features(row.seal), row.body["vehicle"]
    assert independent.decode(row.seal)["type"] == "e020"
    assert isinstance(car, dict)
    wanted = {
        "number": row.number, "vin": car["vin"], "valid_from": row.body["valid_from"],
        "valid_until": row.body["valid_until"], "old_plate": row.body["old_plate"],
        "make_model": f"{car['make']} {car['model']}", "category": car["category"], "plate": row.body["plate"],
    }  # fmt: skip
    assert wanted == {
        "number": independent.c40(tags[1]), "vin": tags[2].decode(), "valid_from": independent.date(tags[3]),
        "valid_until": independent.date(tags[4]), "old_plate": tags[5].decode(), "make_model": tags[7].decode(),
        "category": independent.c40(tags[8]), "plate": tags[10].decode(),
    }  # fmt: skip
    for plate in (one for one in rows if one.kind in (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR)):
        small = features(plate.seal)
        assert independent.decode(plate.seal)["type"] == "e022"
        assert independent.c40(small[1]) == plate.number
        assert small[4] == features(sealed_beside(rows, plate))[4]
        assert small[10].decode() == plate.body["plate"]


def sealed_beside(rows: list[PaperRow], plate: PaperRow) -> bytes:
    """The seal of a plate's certificate."""
    beside = (PaperKind.REGISTRATION_CERTIFICATE, plate.number)
    return next(row.seal for row in rows if (row.kind, row.number) == beside)


def test_any_other_seal_says_kind_number_and_record_and_nothing_of_a_person(
    worked: tuple[Rooms, list[PaperRow]],
) -> None:
    _, rows = worked
    others = [row for row in rows if row.seal and independent.decode(row.seal)["type"] == "e024"]
    assert {row.kind for row in others} == OTHERS
    for row in others:
        tags = features(row.seal)
        assert (tags[1].decode(), tags[2].decode(), tags[3].hex()) == (str(row.kind), row.number, row.digest[:32])
        assert set(tags) == ({1, 2, 3, 4} if row.kind is PaperKind.SHIFT_REPORT else {1, 2, 3})
    (report,) = (row for row in others if row.kind is PaperKind.SHIFT_REPORT)
    assert features(report.seal)[4].hex() == report.digest


def test_every_recorded_paper_is_drawn_again_byte_for_byte_and_nobody_signs(
    worked: tuple[Rooms, list[PaperRow]],
) -> None:
    rooms, rows = worked
    before, rooms.signer.fault = rooms.signer.signed, SignerError("signer.missing")
    assert [rooms.desk.redraw(row).sha256 for row in rows] == [row.sha256 for row in rows]
    (report,) = (row for row in rows if row.kind is PaperKind.SHIFT_REPORT)
    assert shift_desk(rooms).paper(report.number).sha256 == report.sha256
    rooms.signer.fault = None
    assert rooms.signer.signed == before
    assert rooms.store.check().whole and rooms.store.rebuild_compare() == ()


def test_the_same_permit_registration_and_plate_are_sealed_with_the_same_bytes(tmp_path: Path, press: Press) -> None:
    """The seals of other papers carry the salted digest of their record, and are of that record alone."""
    found: list[list[bytes]] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with furnished(tmp_path / name, press) as rooms:
            issued(rooms, rooms.sample("02"))
            rows = rooms.store.unprinted()
            found.append([row.seal for row in rows if row.seal and independent.decode(row.seal)["type"] != "e024"])
    assert found[0] == found[1]
    assert len(found[0]) == 4


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk whose book lets permits be extended."""
    with papered(tmp_path, press, law_with(LONGER)) as made:
        yield made


def seals(rooms: Papered, number: str) -> list[bytes]:
    return [row.seal for row in rooms.papers.papers(number) if row.kind is PaperKind.PERMIT]


def test_a_copy_bears_the_seal_of_its_original_and_needs_no_signer(rooms: Papered) -> None:
    number = rooms.permit(1)
    (seal,) = seals(rooms, number)
    rooms.signer.fault = SignerError("signer.missing")
    assert rooms.papers.again(number, PaperKind.PERMIT, ReprintReason.LOST).seal == seal
    rooms.papers.void(number, VoidReason.ORDERED)
    rooms.papers.again(number, PaperKind.PERMIT, ReprintReason.LOST)
    assert seals(rooms, number) == [seal] * 3
    copies = [row for row in rooms.papers.papers(number) if row.copy]
    assert [rooms.desk.redraw(row).sha256 for row in copies] == [row.sha256 for row in copies]
    assert rooms.sound()


def test_what_is_corrected_or_extended_is_sealed_anew_and_says_so(rooms: Papered) -> None:
    number = rooms.permit(1)
    longer = rooms.papers.extend(number).extension
    first, second = seals(rooms, number)
    until = f"{longer.valid_until:%y%m%d}"
    assert until in independent.c40(features(second)[2]) and until not in independent.c40(features(first)[2])
    made = rooms.papers.correct(number, {"surname": "Ispravić"}, CorrectionReason.TYPED_WRONG).correction
    assert "ISPRAVIC" in independent.c40(features(seals(rooms, made.number)[0])[2])


@pytest.mark.parametrize("act", ["extend", "correct"])
def test_nothing_is_corrected_or_extended_while_nobody_seals(rooms: Papered, act: str) -> None:
    number = rooms.permit(1)
    before = rooms.store.check()

    def work() -> None:
        if act == "extend":
            rooms.papers.extend(number)
        else:
            rooms.papers.correct(number, {"surname": "Ispravić"}, CorrectionReason.TYPED_WRONG, kind=Series.PERMIT)

    rooms.signer.fault = SignerError("signer.missing")
    with pytest.raises(SignerError):
        work()
    assert rooms.store.check() == before and rooms.sound()
    rooms.signer.fault = None
    work()
    assert rooms.store.last_entry() > before.entries


def test_transfers_and_forms_wait_for_a_signer_too(tmp_path: Path, press: Press) -> None:
    with furnished(tmp_path, press) as rooms:
        sent = registration(rooms)
        acts = {
            "transfer": lambda: custody_desk(rooms).transfer([sent.envelope], "merdare"),
            "form": lambda: late_desk(rooms).draw_forms(1),
        }
        for act in acts.values():
            before, rooms.signer.fault = rooms.store.check(), SignerError("signer.missing")
            with pytest.raises(SignerError):
                act()
            assert rooms.store.check() == before
            rooms.signer.fault = None
            act()
            assert rooms.store.last_entry() > before.entries
        assert rooms.store.check().whole and rooms.store.rebuild_compare() == ()


def test_nobody_is_held_and_every_shift_closes_while_nobody_seals(tmp_path: Path, press: Press) -> None:
    with furnished(tmp_path, press) as rooms:
        held, desk = permit(rooms), return_desk(rooms)
        rooms.signer.fault = SignerError("signer.missing")
        returned = desk.hand_back(desk.look(held.number))
        claimed = desk.hand_back(desk.look(numbers.make("K", "1", 9)), TORN)
        rooms.signer.fault = None
        sealed = desk.hand_back(desk.look(permit(rooms).number)).papers
        assert sealed and all(paper.seal for paper in sealed), "control: a signer that is back seals"
        rooms.signer.fault = SignerError("signer.missing")
        closed = shift_desk(rooms).close(count(rooms))
        unsealed = (*returned.papers, *claimed.papers, closed.paper)
        kinds = [PaperKind.RETURN_RECEIPT, PaperKind.CLAIM_SLIP, PaperKind.SHIFT_REPORT]
        assert [(paper.kind, paper.seal) for paper in unsealed] == [(kind, b"") for kind in kinds]
        assert returned.items and returned.closed
        assert rooms.store.check().whole and rooms.store.rebuild_compare() == ()


def test_what_the_book_lets_go_without_a_seal_goes_and_its_record_says_so(tmp_path: Path, press: Press) -> None:
    law: Law = law_with(MAY_GO_WITHOUT)
    with papered(tmp_path, press, law) as rooms:
        rooms.signer.fault = SignerError("signer.missing")
        number = rooms.permit(1)
        (row, *_) = rooms.papers.papers(number)
        assert (row.seal, row.body["seal"]) == (b"", SealRule.WHEN_POSSIBLE)
        lines = [line for kind, body in entries(rooms) if kind == "papers.sealed" for line in body["papers"]]
        assert lines and not any("seal" in line for line in lines)
        assert rooms.desk.redraw(row).sha256 == row.sha256
        rooms.signer.fault = None
        assert all(seals(rooms, rooms.permit(2)))


@pytest.mark.parametrize("code", SENTENCES)
def test_whatever_is_wrong_with_the_signer_nothing_of_the_act_stays(rooms: Papered, code: str) -> None:
    draft, seen = rooms.seen(1, 2)
    values = dict.fromkeys(placeholders(SENTENCES[code]), "x")
    before, rooms.signer.fault, rooms.signer.until = rooms.store.check(), SignerError(code, **values), 3
    with pytest.raises(SignerError):
        rooms.desk.issue(draft, seen)
    assert rooms.signer.signed == 3, "two papers of the first person and one of the second were signed"
    assert rooms.store.check() == before and rooms.sound()
    assert rooms.store.unprinted() == [] and list(rooms.tray.iterdir()) == []
    rooms.signer.fault = None
    done = rooms.desk.issue(draft, seen)
    assert [card.permit.number[2:8] for card in done.cards if card.permit] == ["000001", "000002"]


def test_what_is_longer_than_a_seal_takes_is_left_out_and_the_rest_stays(tmp_path: Path, press: Press) -> None:
    with furnished(tmp_path, press) as rooms:
        draft = replace(rooms.sample("02"), travelers=())
        odd = draft.amend("vehicle", make="Ж" * 30, model="Ш" * 30)
        done = rooms.desk.issue(odd, rooms.look(odd))
        assert done.cards[0].registration is not None, done.seen.findings()
        (row,) = (row for row in rooms.store.unprinted() if row.kind is PaperKind.REGISTRATION_CERTIFICATE)
        assert set(features(row.seal)) == {1, 2, 3, 4, 5, 8, 9, 10}


def test_a_number_that_a_seal_cannot_write_is_left_out_and_the_permit_is_issued(rooms: Papered) -> None:
    draft, _ = rooms.seen(1)
    odd = replace(draft, travelers=(replace(draft.travelers[0], document_number="Б-77", personal_number=""),))
    done = rooms.desk.issue(odd, rooms.look(odd))
    assert done.cards[0].permit is not None, done.seen.findings()
    tags = features(seals(rooms, done.cards[0].permit.number)[0])
    assert 0x80 not in tags and 0x02 in tags


def test_what_seals_say_are_features_of_their_kind(worked: tuple[Rooms, list[PaperRow]]) -> None:
    from kbdesk.desk.record import paper

    _, rows = worked
    for row in rows:
        name, fields = said(paper(row.kind, row.body, digest=row.digest, at=row.at, officer=row.officer))
        assert set(fields) <= {tag.name for tag in carried.definitions()[name].features}
