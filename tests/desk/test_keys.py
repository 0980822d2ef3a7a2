"""Keys of seals from ceremony to revocation, with OpenSSL as the second verifier."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.head_office import SHORTEST, HeadOffice
from kbdesk.desk.keys_errors import SENTENCES, KeysError
from kbdesk.desk.signer_errors import SENTENCES as SIGNER_SENTENCES
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.messages import placeholders
from kbdesk.domain.signers import SignerState
from kbdesk.domain.vocabulary import Language
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.verdict import Status, SubStatus
from kbdesk.icao.trust import bundle, ceremony, request, trust_part
from kbdesk.icao.trust import keys as trust_keys
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.certificate import to_pem
from kbdesk.icao.trust.errors import CertificateError, RollbackError, TrustError
from kbdesk.store.errors import StoreUnavailable
from kbdesk.store.folder_files import FolderFiles

from .keys_desk import BEGUN, PASSPHRASE, SECOND, Desk, furnished


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with furnished(tmp_path) as made:
        yield made


def states(desk: Desk) -> list[str]:
    return [str(row.state) for row in desk.keys.rows()]


def code_of(told: pytest.ExceptionInfo[KeysError | TrustError | SignerError]) -> str:
    return told.value.code


def openssl_verifies(folder: Path, certificate: bytes, signed: bytes, signature: bytes) -> bool:
    """Try a signature with OpenSSL: r and s are put into DER by hand, nothing of ours is asked."""
    folder.mkdir(exist_ok=True)
    integers = b""
    for half in (signature[:32], signature[32:]):
        digits = half.lstrip(b"\0")
        digits = b"\0" + digits if digits[0] & 0x80 else digits
        integers += b"\x02" + bytes([len(digits)]) + digits
    (folder / "c.pem").write_text(to_pem(certificate))
    (folder / "s.der").write_bytes(b"\x30" + bytes([len(integers)]) + integers)
    (folder / "m.bin").write_bytes(signed)
    key = subprocess.run(
        ["openssl", "x509", "-in", "c.pem", "-pubkey", "-noout"], cwd=folder, capture_output=True, check=True
    )
    (folder / "k.pem").write_bytes(key.stdout)
    words = ["openssl", "dgst", "-sha256", "-verify", "k.pem", "-signature", "s.der", "m.bin"]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0


def test_from_ceremony_to_a_seal_that_openssl_verifies(desk: Desk, tmp_path: Path) -> None:
    done = desk.certified()
    assert [(row.signer, str(row.state), row.issuer) for row in done.signers] == [("KSJ2", "in-use", "RKS")]
    seal = desk.seal()
    found = desk.verdict(seal)
    assert (found.status, found.sub_status, found.fields["status_index"]) == (Status.VALID, None, 4711)
    read, certificate = codec.read(seal), done.signers[0].certificate
    assert openssl_verifies(tmp_path / "ssl", certificate, read.signed, read.signature)
    assert not openssl_verifies(tmp_path / "ssl", certificate, read.signed + b"!", read.signature)
    chain = ["openssl", "verify", "-x509_strict", "-no_check_time", "-CAfile", "ca.pem", "c.pem"]
    (tmp_path / "ssl" / "ca.pem").write_text(to_pem(desk.office.part().cscas[0]))
    assert subprocess.run(chain, cwd=tmp_path / "ssl", capture_output=True, check=False).returncode == 0


def test_before_a_certificate_there_is_a_request_that_waits_and_nobody_seals(desk: Desk) -> None:
    first = desk.keys.request()
    assert (first.signer, states(desk)) == ("KSJ2", ["requested"])
    known = request.read(first.pem.encode())
    assert (known.signer, known.public_key) == ("KSJ2", desk.keys.rows()[0].public_key)
    again = desk.keys.request()
    assert (again.key, request.read(again.pem.encode()).public_key) == (first.key, known.public_key)
    assert desk.store.signers.in_state(SignerState.IN_USE) is None


def test_a_new_request_withdraws_the_one_that_waits_and_destroys_its_key(desk: Desk) -> None:
    first = desk.keys.request()
    second = desk.keys.request(anew=True)
    assert (first.key != second.key, states(desk)) == (True, ["withdrawn", "requested"])
    assert [path.stem for path in desk.data.glob("signer-*.pem")] == [second.key]
    assert desk.store.signers.secret(first.key) is None
    desk.office.admit(first.pem.encode(), passphrase=PASSPHRASE, at=BEGUN)
    assert desk.imported().signers == ()
    assert states(desk) == ["withdrawn", "requested"]


def test_the_first_bundle_is_trusted_by_the_fingerprint_on_paper(desk: Desk) -> None:
    desk.keys.request()
    entries = desk.entries()
    for given, code in (("", "keys.root-missing"), ("ab" * 32, "keys.root-other"), ("zz", "keys.root-bad")):
        with pytest.raises(KeysError) as told:
            desk.keys.import_file(desk.office.bundle(), second=SECOND, fingerprint=given)
        assert code_of(told) == code
    assert (desk.entries(), desk.keys.trusted().store.part) == (entries, None)
    grouped = " ".join(desk.root.upper()[at : at + 4] for at in range(0, 64, 4))
    done = desk.keys.import_file(desk.office.bundle(), second=SECOND, fingerprint=grouped)
    assert (done.sequences, desk.entries()) == ({"trust": 1}, entries + 1)


def test_an_import_takes_two_officers_one_of_them_a_supervisor(desk: Desk) -> None:
    data = desk.office.bundle()
    refused = [("first", "", "second-missing"), ("first", "first", "second-missing")]
    refused += [("other", "another", "supervisor-missing")]
    for officer, second, code in refused:
        with pytest.raises(KeysError) as told:
            desk.worked_by(officer).import_file(data, second=second, fingerprint=desk.root)
        assert code_of(told) == f"keys.{code}"
    assert desk.worked_by("other").import_file(data, second="first", fingerprint=desk.root).sequences
    with pytest.raises(KeysError) as told:
        desk.worked_by("other").request()
    assert code_of(told) == "keys.supervisor-only"


def test_an_older_bundle_is_refused_and_one_put_back_by_hand_is_not_believed(desk: Desk) -> None:
    desk.certified()
    old, seal = desk.office.bundle(), desk.seal()
    desk.office.renew(passphrase=PASSPHRASE, at=desk.clock.at)
    desk.imported()
    entries = desk.entries()
    with pytest.raises(RollbackError) as told:
        desk.keys.import_file(old, second=SECOND)
    assert (told.value.values["offered"], told.value.values["known"]) == ("2", "3")
    assert desk.entries() == entries
    assert desk.verdict(seal).status is Status.VALID
    (desk.data / "trust.bundle").write_bytes(old)
    assert [error.code for error in desk.keys.trusted().faults] == ["trust.rollback"]
    assert desk.verdict(seal).sub_status is SubStatus.UNKNOWN_CERTIFICATE
    desk.imported()
    assert desk.verdict(seal).status is Status.VALID, "the same number again is no step back"


def test_a_bundle_that_cannot_be_put_in_place_leaves_everything_as_it_was(desk: Desk) -> None:
    asked = desk.keys.request()
    desk.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=BEGUN)
    entries = desk.entries()
    blocked = desk.data / ".trust.bundle.new"
    blocked.mkdir()
    with pytest.raises(StoreUnavailable):
        desk.imported()
    assert (desk.entries(), states(desk), desk.store.signers.roots()) == (entries, ["requested"], frozenset())
    blocked.rmdir()
    assert desk.imported().sequences == {"trust": 2}


def test_a_certificate_by_itself_is_taken_once_the_authority_is_known(desk: Desk) -> None:
    asked = desk.keys.request()
    admitted = desk.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=BEGUN)
    pem = to_pem(admitted.der).encode()
    with pytest.raises(KeysError) as told:
        desk.keys.import_file(pem, second=SECOND)
    assert code_of(told) == "keys.trust-missing"
    first = ceremony.sign(ceremony.renew(_before(desk), _key(desk), at=BEGUN), _key(desk))
    desk.keys.import_file(bundle.write(Bundle(trust=first)), second=SECOND, fingerprint=desk.root)
    assert [str(row.state) for row in desk.keys.import_file(pem, second=SECOND).signers] == ["in-use"]
    with pytest.raises(KeysError) as told:
        desk.keys.import_file(admitted.der, second=SECOND)
    assert code_of(told) == "keys.certificate-known"


def _key(desk: Desk) -> trust_keys.PrivateKey:
    return trust_keys.load((desk.data.parent / "office" / "csca.pem").read_bytes(), PASSPHRASE)


def _before(desk: Desk) -> trust_part.TrustPart:
    """Return the office's part without the signers."""
    part = desk.office.part()
    return replace(part, signers=(), sequence=1)


def test_certificates_for_others_and_by_others_are_refused(desk: Desk, tmp_path: Path) -> None:
    desk.imported()
    asked = desk.keys.request()
    entries = desk.entries()

    def refused(pem: str) -> str:
        admitted = desk.office.admit(pem.encode(), passphrase=PASSPHRASE, at=BEGUN)
        with pytest.raises((KeysError, CertificateError)) as told:
            desk.keys.import_file(admitted.der, second=SECOND)
        return code_of(told)

    assert refused(request.write(trust_keys.new(), signer="KSJ2")) == "keys.request-missing"
    (row,) = desk.keys.rows()
    held = trust_keys.load(
        (desk.data / f"{row.key}.pem").read_bytes(), bytes(desk.store.signers.secret(row.key) or b"")
    )
    assert refused(request.write(held, signer="KSB1")) == "keys.other-signer"
    (tmp_path / "elsewhere").mkdir()
    with furnished(tmp_path / "elsewhere") as other:
        foreign = other.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=BEGUN)
    with pytest.raises(CertificateError) as told:
        desk.keys.import_file(foreign.der, second=SECOND)
    assert told.value.values == {"faults": "issuer, signature"}
    assert desk.entries() == entries


def test_a_key_is_followed_by_the_next_and_the_old_papers_are_still_verified(desk: Desk) -> None:
    desk.certified()
    old = desk.seal()
    with pytest.raises(KeysError) as told:
        desk.keys.roll(second=SECOND)
    assert code_of(told) == "keys.none-ready"
    desk.clock.at = datetime(2023, 8, 1, 8, tzinfo=UTC)
    assert [str(row.state) for row in desk.certified().signers] == ["ready"]
    assert codec.read(desk.seal()).header.reference == "1", "the former seals until the roll"
    rolled = desk.keys.roll(second=SECOND)
    assert rolled.former is not None
    assert (rolled.now.reference, rolled.former.reference, rolled.destroyed) == ("2", "1", True)
    assert states(desk) == ["retired", "in-use"]
    assert [path.stem for path in desk.data.glob("signer-*.pem")] == [rolled.now.key]
    assert codec.read(desk.seal()).header.reference == "2"
    assert [desk.verdict(seal).status for seal in (old, desk.seal())] == [Status.VALID, Status.VALID]
    desk.clock.at = datetime(2023, 12, 31, 8, tzinfo=UTC)
    assert desk.verdict(old).sub_status is SubStatus.EXPIRED_CERTIFICATE


def test_a_key_is_not_rolled_to_before_its_certificate_begins(desk: Desk) -> None:
    desk.certified()
    desk.certified()
    desk.clock.at -= timedelta(days=1)
    with pytest.raises(SignerError) as told:
        desk.keys.roll(second=SECOND)
    assert (code_of(told), states(desk)) == ("signer.not-yet", ["in-use", "ready"])
    desk.clock.at += timedelta(days=1)
    desk.keys.roll(second=SECOND)
    assert states(desk) == ["retired", "in-use"]


def test_head_office_revokes_and_every_paper_of_that_signer_says_so(desk: Desk) -> None:
    desk.certified()
    old = desk.seal()
    desk.certified()
    desk.keys.roll(second=SECOND)
    new = desk.seal()
    desk.office.revoke("KSJ2", "1", passphrase=PASSPHRASE, at=desk.clock.at)
    assert desk.imported().signers == (), "a retired key is not the desk's concern any more"
    found = desk.verdict(old)
    assert (found.status, found.sub_status) == (Status.INVALID, SubStatus.REVOKED_CERTIFICATE)
    assert desk.verdict(new).status is Status.VALID


def test_a_bundle_that_revokes_the_key_in_use_stops_it_and_may_certify_the_next(desk: Desk) -> None:
    desk.certified()
    asked = desk.keys.request()
    desk.office.revoke("KSJ2", "1", passphrase=PASSPHRASE, at=desk.clock.at)
    desk.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=desk.clock.at)
    done = desk.imported()
    assert [(row.reference, str(row.state)) for row in done.signers] == [("1", "revoked"), ("2", "in-use")]
    assert [path.stem for path in desk.data.glob("signer-*.pem")] == [asked.key]
    assert desk.verdict(desk.seal()).status is Status.VALID


def test_a_desk_gives_up_its_key_at_once_with_a_reason(desk: Desk) -> None:
    desk.certified()
    for reason in ("", " \n ", "x" * 201):
        with pytest.raises(KeysError) as told:
            desk.keys.revoke(reason=reason, second=SECOND)
        assert code_of(told) == "keys.reason-missing"
    assert states(desk) == ["in-use"]
    row = desk.keys.revoke(reason="the machine was stolen", second=SECOND)
    assert (row.reference, states(desk), list(desk.data.glob("signer-*.pem"))) == ("1", ["revoked"], [])
    with pytest.raises(KeysError) as told:
        desk.keys.revoke(reason="again", second=SECOND)
    assert code_of(told) == "keys.none-in-use"


def test_the_key_that_stands_ready_takes_the_place_of_one_that_was_given_up(desk: Desk) -> None:
    desk.certified()
    desk.certified(anew=True)
    desk.keys.revoke(reason="the machine was stolen", second=SECOND)
    assert states(desk) == ["revoked", "ready"]
    rolled = desk.keys.roll(second=SECOND)
    assert (rolled.now.reference, rolled.former, states(desk)) == ("2", None, ["revoked", "in-use"])
    assert desk.verdict(desk.seal()).status is Status.VALID
    assert desk.store.check().whole and desk.store.rebuild_compare() == ()
    desk.keys.revoke(reason="stolen too", second=SECOND)
    with pytest.raises(KeysError) as told:
        desk.keys.roll(second=SECOND)
    assert code_of(told) == "keys.none-in-use"


def test_the_sixth_signer_of_a_year_is_refused_and_the_next_year_begins_anew(desk: Desk) -> None:
    def admit(at: datetime) -> str:
        asked = request.write(trust_keys.new(), signer="KSJ2").encode()
        return desk.office.admit(asked, passphrase=PASSPHRASE, at=at).known.reference

    assert [admit(BEGUN) for _ in range(5)] == ["1", "2", "3", "4", "5"]
    with pytest.raises(TrustError) as told:
        admit(BEGUN)
    assert (code_of(told), desk.office.part().sequence) == ("trust.five-a-year", 6)
    assert admit(datetime(2023, 1, 1, 8, tzinfo=UTC)) == "6"


def test_an_office_follows_its_key_and_the_desks_follow_the_link(desk: Desk) -> None:
    desk.certified()
    old = desk.seal()
    desk.office.roll(name="TEST CSCA 2", passphrase=PASSPHRASE, at=desk.clock.at)
    desk.imported()
    desk.certified()
    desk.keys.roll(second=SECOND)
    assert [desk.verdict(seal).status for seal in (old, desk.seal())] == [Status.VALID, Status.VALID]
    assert desk.store.signers.roots() == {bytes.fromhex(desk.root)}, "nobody typed a second fingerprint"
    desk.office.revoke("KSJ2", "1", passphrase=PASSPHRASE, at=desk.clock.at)
    desk.imported()
    assert desk.verdict(old).sub_status is SubStatus.REVOKED_CERTIFICATE


def test_drills_and_real_desks_never_import_each_others_bundle(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "drill").mkdir()
    with furnished(tmp_path / "drill", is_drill=True) as drill:
        for keys_desk, office, root in (
            (desk.keys, drill.office, drill.root),
            (drill.worked_by("first", signer="UTDR"), desk.office, desk.root),
        ):
            with pytest.raises(KeysError) as told:
                keys_desk.import_file(office.bundle(), second=SECOND, fingerprint=root)
            assert code_of(told) == "keys.drill-mixed"
        own = drill.worked_by("first", signer="UTDR")
        assert own.import_file(drill.office.bundle(), second=SECOND, fingerprint=drill.root).sequences


def test_an_office_refuses_short_passphrases_wrong_ones_and_a_second_founding(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(KeysError) as told:
        desk.office.found(country="KS", zone_country="RKS", name="X", passphrase=PASSPHRASE, at=BEGUN)
    assert code_of(told) == "keys.office-exists"
    empty = HeadOffice(FolderFiles(tmp_path / "empty"))
    with pytest.raises(KeysError) as told:
        empty.found(country="KS", zone_country="RKS", name="X", passphrase=b"x" * (SHORTEST - 1), at=BEGUN)
    assert code_of(told) == "keys.passphrase-short"
    with pytest.raises(KeysError) as told:
        empty.part()
    assert (code_of(told), (tmp_path / "empty").exists()) == ("keys.office-missing", False)
    before = desk.office.bundle()
    with pytest.raises(TrustError) as wrong:
        desk.office.renew(passphrase=b"another passphrase", at=BEGUN)
    assert (code_of(wrong), desk.office.bundle()) == ("trust.key-passphrase", before)
    assert empty.found(
        country="KS", zone_country="RKS", name="X", passphrase=b"x" * SHORTEST, at=BEGUN
    ).sequence == 1  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"\0", b"\x30\x03", b"-----BEGIN CERTIFICATE-----\nAA==\n-----END", b"\x83abc"])
def test_what_is_neither_certificate_nor_bundle_is_one_sentence(desk: Desk, data: bytes) -> None:
    entries = desk.entries()
    with pytest.raises(TrustError, match=r"^This is not a .*damaged\.$"):
        desk.keys.import_file(data, second=SECOND, fingerprint=desk.root)
    assert desk.entries() == entries
    assert desk.imported().sequences == {"trust": 1}


@pytest.mark.parametrize(("code", "sentence"), [*SENTENCES.items(), *SIGNER_SENTENCES.items()])
def test_every_refusal_has_the_same_words_in_every_catalog(code: str, sentence: str) -> None:
    catalogs = carried.catalogs()
    for language in Language:
        assert placeholders(catalogs[language].pattern(f"fault.{code}")) == placeholders(sentence)
    english = catalogs[Language.EN].pattern(f"fault.{code}").replace("’", "'")
    assert english == sentence
