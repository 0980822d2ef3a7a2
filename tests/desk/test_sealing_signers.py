"""Who seals, and what happens where nobody can: the whole act is undone, and one sentence says why."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pkcs11
import pytest

from kbdesk.app import carried
from kbdesk.desk.passage import PaperChangedError
from kbdesk.desk.ports import Press
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import Language
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.verdict import Status
from kbdesk.ui.errors import sentence

from .keys_desk import PASSPHRASE, SECOND
from .sealed_rooms import Sealed, furnished

MODULE, PIN = "/usr/lib/softhsm/libsofthsm2.so", b"271828"


@pytest.fixture
def desk(tmp_path: Path, press: Press) -> Iterator[Sealed]:
    """A desk with a signer of its own."""
    with furnished(tmp_path, press) as made:
        made.keys.certified()
        yield made


@pytest.fixture
def token(desk: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a token in which the desk's signer lies."""
    folder, settings = tmp_path / "tokens", tmp_path / "softhsm2.conf"
    folder.mkdir()
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    words = ["--init-token", "--free", "--label", "desk", "--pin", PIN.decode(), "--so-pin", "31415926"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    desk.keys.in_token(MODULE, "desk")
    desk.signer._settings = desk.keys.settings
    asked = desk.keys.keys.request(pin=bytearray(PIN))
    desk.keys.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=desk.keys.clock.at)
    desk.keys.imported()
    desk.keys.keys.roll(second=SECOND)
    yield folder
    pkcs11.lib(MODULE).finalize()


def refused(desk: Sealed) -> SignerError:
    """Issue, and make sure that nothing is left of it."""
    draft = desk.draft()
    before = desk.keys.store.check()
    desk.keys.store.save_draft(draft, officer="officer", at=desk.keys.clock.at)
    with pytest.raises(SignerError) as told:
        desk.issue(draft)
    assert desk.keys.store.check() == before
    assert desk.keys.store.unprinted() == []
    assert desk.keys.store.load_draft(draft.id) == draft
    assert list(desk.tray.iterdir()) == []
    return told.value


def first_number(desk: Sealed) -> bool:
    """Tell whether the next permit bears the very first number."""
    return desk.permit().number == numbers.make("J", "2", 1)


def test_a_permit_bears_a_seal_of_the_desks_own_signer_that_holds(desk: Sealed) -> None:
    row = desk.permit()
    header = codec.read(row.seal).header
    assert (header.issuer, header.signer, header.reference) == ("RKS", "KSJ2", "1")
    assert header.document_issued_on == header.signed_on == desk.keys.clock.at.date()
    verdict = desk.keys.verdict(row.seal)
    assert (verdict.status, verdict.sub_status) == (Status.VALID, None)
    assert verdict.fields["mrz"] == row.body["mrz"]


def test_a_desk_without_a_signer_issues_nothing_and_uses_no_number(tmp_path: Path, press: Press) -> None:
    with furnished(tmp_path, press) as desk:
        assert refused(desk).code == "signer.missing"
        desk.keys.certified()
        assert first_number(desk)


def missing_file(desk: Sealed) -> Callable[[], object]:
    (file,) = desk.keys.data.glob("signer-*.pem")
    kept = file.rename(file.with_suffix(".away"))
    return lambda: kept.rename(file)


def damaged_file(desk: Sealed) -> Callable[[], object]:
    (file,) = desk.keys.data.glob("signer-*.pem")
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    return lambda: file.write_bytes(whole)


def a_day_too_late(desk: Sealed) -> Callable[[], object]:
    """Set the clock to the day after the signer's last; the desk is one of drills from then on and lets it be set."""
    now = desk.keys.clock.at
    desk.passage._post = replace(desk.passage._post, drill=True)
    desk.keys.clock.at = now + (desk.signer.ready().valid_until - now.date()) + timedelta(days=1)

    def back() -> None:
        desk.keys.clock.at = now

    return back


def test_what_is_wrong_with_the_key_undoes_the_whole_act(desk: Sealed) -> None:
    for code, break_it in {
        "signer.file-missing": missing_file,
        "signer.file-damaged": damaged_file,
        "signer.expired": a_day_too_late,
    }.items():
        mend = break_it(desk)
        error = refused(desk)
        assert error.code == code
        for language in Language:
            assert "{" not in sentence(error, carried.catalogs()[language])
        mend()
    assert first_number(desk)


def test_a_signer_whose_day_has_not_come_seals_nothing(tmp_path: Path, press: Press) -> None:
    with furnished(tmp_path, press) as desk:
        now, desk.keys.clock.at = desk.keys.clock.at, desk.keys.clock.at + timedelta(days=3)
        desk.keys.certified()
        desk.keys.clock.at = now
        desk.passage._post = replace(desk.passage._post, drill=True)
        error = refused(desk)
        assert (error.code, error.values["on"]) == ("signer.not-yet", "04.08.2022")
        desk.keys.clock.at = now + timedelta(days=3)
        assert first_number(desk)


def test_a_signer_near_its_end_is_a_note_on_the_card_until_the_next_one_seals(desk: Sealed) -> None:
    def notes() -> list[str]:
        draft = desk.draft()
        seen = desk.passage.examine(draft, desk.passage.facts(draft))
        return [f.values["date"] for f in seen.findings() if f.code == "signer-ending"]

    last = desk.signer.ready().valid_until
    assert notes() == []
    desk.keys.clock.at += last - desk.keys.clock.at.date() - timedelta(days=30)
    assert notes() == [last.isoformat()]
    assert desk.permit().seal
    desk.keys.certified(anew=True)
    desk.keys.keys.roll(second=SECOND)
    assert notes() == []


def test_a_revoked_signer_seals_nothing_until_the_next_one_is_certified(desk: Sealed) -> None:
    desk.keys.keys.revoke(reason="the folder was copied", second=SECOND)
    error = refused(desk)
    assert (error.code, error.values["signer"]) == ("signer.revoked", "KSJ2")
    desk.keys.certified()
    assert first_number(desk)
    assert codec.read(desk.keys.store.unprinted()[0].seal).header.reference == "2"


def test_a_key_followed_in_mid_shift_seals_the_next_paper_and_both_seals_hold(desk: Sealed) -> None:
    before = desk.permit()
    desk.keys.certified(anew=True)
    desk.keys.keys.roll(second=SECOND)
    after = desk.permit(desk.draft(7, "Drugović"))
    assert [codec.read(row.seal).header.reference for row in (before, after)] == ["1", "2"]
    assert [desk.keys.verdict(row.seal).status for row in (before, after)] == [Status.VALID] * 2
    assert [desk.passage.redraw(row).sha256 for row in (before, after)] == [before.sha256, after.sha256]


def test_a_token_signs_otherwise_each_time_and_its_papers_are_still_drawn_again_byte_for_byte(
    desk: Sealed, token: Path
) -> None:
    row = desk.permit()
    assert desk.keys.verdict(row.seal).status is Status.VALID
    signed = codec.read(row.seal).signed
    signer = desk.signer.ready()
    assert codec.assemble(signed, signer.sign(signed)) != row.seal, "another nonce"
    assert desk.passage.redraw(row).sha256 == row.sha256
    with pytest.raises(PaperChangedError):
        desk.passage.redraw(replace(row, seal=codec.assemble(signed, signer.sign(signed))))


def test_a_token_pulled_out_undoes_the_act_and_works_when_it_is_back(desk: Sealed, token: Path) -> None:
    away = token.with_name("pulled-out")
    shutil.move(token, away)
    token.mkdir()
    error = refused(desk)
    assert (error.code, error.values["token"]) == ("signer.token-missing", "desk")
    token.rmdir()
    shutil.move(away, token)
    assert first_number(desk)
