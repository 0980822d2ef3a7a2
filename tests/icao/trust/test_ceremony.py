"""What head office does, step by step, and what it may not do; OpenSSL agrees with every list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kbdesk.icao.trust import ceremony, certificate, crl, csca, periods
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import CeremonyError, RevocationListError
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.trust import odd, office
from tests.icao.trust.openssl import OpenSsl

LATER = office.AT + timedelta(days=30)
NEXT_CSCA = periods.csca(date(2027, 4, 1))


@pytest.fixture
def openssl(tmp_path: Path) -> OpenSsl:
    return OpenSsl(tmp_path)


def test_openssl_follows_signer_and_list_to_the_authority(openssl: OpenSsl) -> None:
    opened = office.opened()
    part = ceremony.revoke(opened.part, office.key(), signer="KSBR", reference="2", at=LATER)
    root = openssl.file("csca.pem", certificate.to_pem(opened.csca))
    listed = openssl.file("crl.pem", certificate.to_pem(part.crls[0], "X509 CRL"))
    jarinje = openssl.file("jarinje.pem", certificate.to_pem(opened.jarinje))
    brnjak = openssl.file("brnjak.pem", certificate.to_pem(opened.brnjak))
    assert openssl.verifies(jarinje, csca=root, crl=listed, at=LATER) == (True, "jarinje.pem: OK\n")
    holds, said = openssl.verifies(brnjak, csca=root, crl=listed, at=LATER)
    assert not holds
    assert "certificate revoked" in said
    late = datetime(2023, 12, 31, tzinfo=UTC)
    assert "certificate has expired" in openssl.verifies(jarinje, csca=root, crl=listed, at=late)[1]


def test_openssl_reads_the_profile_of_a_list(openssl: OpenSsl) -> None:
    part = ceremony.revoke(office.opened().part, office.key(), signer="KSBR", reference="2", at=LATER)
    file = openssl.file("crl.pem", certificate.to_pem(part.crls[0], "X509 CRL"))
    _, said = openssl("crl", "-in", file, "-noout", "-text")
    assert "Version 2 (0x1)" in said
    assert "X509v3 CRL Number: \n                2" in said
    assert "Last Update: Aug 31 06:00:00 2022 GMT" in said
    assert "Next Update: Nov 29 06:00:00 2022 GMT" in said
    assert "Serial Number: 02\n        Revocation Date: Aug 31 06:00:00 2022 GMT" in said
    assert "CRL entry extensions" not in said
    empty = openssl.file("empty.pem", certificate.to_pem(office.founded().crls[0], "X509 CRL"))
    assert "No Revoked Certificates." in openssl("crl", "-in", empty, "-noout", "-text")[1]


def test_every_act_raises_the_sequence_by_one() -> None:
    part = office.founded()
    assert part.sequence == 1
    part, _ = ceremony.admit(part, office.key(), office.ask(2, "KSJA"), at=LATER)
    for step in (
        lambda part: ceremony.renew(part, office.key(), at=LATER),
        lambda part: ceremony.revoke(part, office.key(), signer="KSJA", reference="1", at=LATER),
        lambda part: ceremony.publish(part, {"seeds/9999-others.toml": b"[book]"}, at=LATER),
    ):
        after = step(part)
        assert (after.sequence, after.issued_at) == (part.sequence + 1, LATER)
        part = after
    assert [crl.read(data).number for data in part.crls] == [3]


def test_a_renewed_list_keeps_what_was_revoked_and_is_due_in_ninety_days() -> None:
    part = ceremony.revoke(office.opened().part, office.key(), signer="KSJA", reference="1", at=office.AT)
    found = crl.read(ceremony.renew(part, office.key(), at=LATER).crls[0])
    assert found.revoked == {1: office.AT}
    assert (found.issued_at, found.due_at) == (LATER, LATER + timedelta(days=90))


def test_at_most_five_signers_are_published_a_year() -> None:
    part = office.founded()
    for number in range(2, 7):
        part, data = ceremony.admit(part, office.key(), office.ask(number, "KSJA"), at=office.AT)
    assert [one.reference for one in ceremony.published(part)] == ["1", "2", "3", "4", "5"]
    with pytest.raises(CeremonyError, match="at most five signers a year, and 2022 has five"):
        ceremony.admit(part, office.key(), office.ask(7, "KSBR"), at=office.AT)
    part, data = ceremony.admit(part, office.key(), office.ask(7, "KSBR"), at=office.AT, valid_from=date(2023, 1, 1))
    assert certificate.parse(data).serial == 6


def test_a_key_is_certified_once() -> None:
    with pytest.raises(CeremonyError, match="KSJA with reference 1"):
        ceremony.admit(office.opened().part, office.key(), office.ask(2, "KSJA"), at=office.AT)


def test_references_are_used_up_once() -> None:
    last = odd.certificate(serial=0xFFF)
    part = replace(office.founded(), signers=(last,))
    with pytest.raises(CeremonyError, match="Every reference"):
        ceremony.admit(part, office.key(), office.ask(4, "KSBR"), at=office.AT)


def test_what_is_not_there_or_revoked_already_is_not_revoked() -> None:
    part = office.opened().part
    with pytest.raises(CeremonyError, match="no certificate of KSJA with reference 9"):
        ceremony.revoke(part, office.key(), signer="KSJA", reference="9", at=LATER)
    part = ceremony.revoke(part, office.key(), signer="KSJA", reference="1", at=LATER)
    with pytest.raises(CeremonyError, match="is revoked"):
        ceremony.revoke(part, office.key(), signer="KSJA", reference="1", at=LATER)


def test_only_the_authoritys_key_acts_and_only_in_its_time() -> None:
    part = office.opened().part
    for act in (
        lambda key, at: ceremony.renew(part, key, at=at),
        lambda key, at: ceremony.admit(part, key, office.ask(9, "KSJA"), at=at),
        lambda key, at: ceremony.revoke(part, key, signer="KSJA", reference="1", at=at),
        lambda key, at: ceremony.sign(replace(part, issued_at=at), key),
    ):
        assert act(office.key(), LATER)
        with pytest.raises(CeremonyError, match="not that of the CSCA"):
            act(office.key(2), LATER)
        with pytest.raises(CeremonyError, match="from 2022-07-01 to 2027-06-30"):
            act(office.key(), datetime(2027, 7, 1, tzinfo=UTC))


def test_a_list_is_written_with_the_authoritys_key_alone() -> None:
    with pytest.raises(CeremonyError, match="not that of the CSCA"):
        crl.write(office.key(2), office.opened().csca, number=2, revoked={}, at=LATER)


def test_who_trusts_the_old_key_of_an_authority_trusts_the_next(openssl: OpenSsl) -> None:
    at = datetime(2027, 4, 1, tzinfo=UTC)
    revoked = ceremony.revoke(office.opened().part, office.key(), signer="KSBR", reference="2", at=LATER)
    rolled = ceremony.roll(revoked, office.key(), office.key(40), name="CSCA Kosovo 2", period=NEXT_CSCA, at=at)
    part, fresh = ceremony.admit(rolled, office.key(40), office.ask(41, "KSJA"), at=at)
    for signed in (ceremony.sign(part, office.key()), ceremony.sign(part, office.key(40))):
        store = TrustStore(Bundle(trust=signed), roots=office.roots(), at=at)
        assert store.faults == ()
        assert [(one.signer, one.known.trusted, one.known.revoked) for one in store.signers()] == [
            ("KSBR", True, True),
            ("KSJA", True, False),
            ("KSJA", True, False),
        ]
    root = openssl.file("root.pem", certificate.to_pem(part.cscas[0]))
    link = openssl.file("link.pem", certificate.to_pem(part.cscas[2]))
    assert openssl("verify", "-attime", str(int(at.timestamp())), "-CAfile", root, link)[0] == 0
    leaf = openssl.file("leaf.pem", certificate.to_pem(fresh))
    new = openssl.file("new.pem", certificate.to_pem(part.cscas[1]))
    listed = openssl.file("crl.pem", certificate.to_pem(part.crls[1], "X509 CRL"))
    assert openssl.verifies(leaf, csca=new, crl=listed, at=at)[0]


def test_without_a_link_the_next_key_is_a_stranger() -> None:
    at = datetime(2027, 4, 1, tzinfo=UTC)
    rolled = ceremony.roll(
        office.opened().part, office.key(), office.key(40), name="CSCA Kosovo 2", period=NEXT_CSCA, at=at
    )
    unlinked = replace(rolled, cscas=rolled.cscas[:2])
    store = TrustStore(Bundle(trust=ceremony.sign(unlinked, office.key(40))), roots=office.roots(), at=at)
    assert [fault.code for fault in store.faults] == ["trust.trust-signature"]
    assert store.signers() == ()


def test_a_link_is_made_by_the_old_key_within_one_country() -> None:
    opened = office.opened()
    foreign = csca.issue(
        office.key(50), country="UT", zone_country="UTO", name="Utopia", serial=1, period=periods.DRILL_PERIOD
    )
    for key, new in ((office.key(50), opened.csca), (office.key(), foreign)):
        with pytest.raises(CeremonyError, match="not that of the CSCA"):
            csca.link(key, opened.csca, new, serial=5)
    assert csca.link(office.key(), opened.csca, opened.csca, serial=5)


@pytest.mark.parametrize("data", [b"", b"no list", b"\x30\x00", bytes(5 << 20)])
def test_what_is_no_list_is_told_so(data: bytes) -> None:
    with pytest.raises(RevocationListError, match="not a revocation list"):
        crl.read(data)


def test_a_list_that_does_not_say_when_the_next_is_due_is_none() -> None:
    data = office.founded().crls[0]
    assert crl.read(odd.rebuilt(data, lambda parts: [item.whole for item in parts])).number == 1
    with pytest.raises(RevocationListError, match="not a revocation list"):
        crl.read(odd.rebuilt(data, lambda parts: [item.whole for item in (*parts[:4], *parts[5:])]))


@pytest.mark.parametrize("key", [odd.rsa_key(), x25519.X25519PrivateKey.generate().public_key()])
def test_a_list_is_not_by_an_authority_with_a_key_of_another_kind(key: PublicKeyTypes) -> None:
    authority = csca.read(office.opened().csca)
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    other = replace(authority, certificate=replace(authority.certificate, public_key=spki))
    found = crl.read(office.founded().crls[0])
    assert found.is_by(authority)
    assert not found.is_by(other)


def test_the_list_of_either_key_of_an_authority_is_enough() -> None:
    at = datetime(2027, 4, 1, tzinfo=UTC)
    rolled = ceremony.roll(
        office.opened().part, office.key(), office.key(40), name="CSCA Kosovo 2", period=NEXT_CSCA, at=at
    )
    for crls, faults in ((rolled.crls[:1], []), (rolled.crls[1:], []), ((), ["trust.crl-missing"] * 2)):
        signed = ceremony.sign(replace(rolled, crls=crls), office.key())
        store = TrustStore(Bundle(trust=signed), roots=office.roots(), at=at)
        assert [fault.code for fault in store.faults] == faults


def test_a_list_without_a_number_counts_as_the_first() -> None:
    plain = x509.CertificateRevocationListBuilder().issuer_name(odd.ISSUER).last_update(office.AT).next_update(LATER)
    bare = plain.sign(office.key(), hashes.SHA256()).public_bytes(Encoding.DER)
    keyed = plain.add_extension(odd.authority_key(), critical=False).sign(office.key(), hashes.SHA256())
    assert crl.read(bare).number == crl.read(keyed.public_bytes(Encoding.DER)).number == 0
    authority = csca.read(office.opened().csca)
    lists = [crl.read(data) for data in (bare, office.founded().crls[0])]
    newest = crl.newest(lists, authority)
    assert newest is not None
    assert newest.number == 1


def test_a_list_by_the_right_key_in_another_name_is_of_another_issuer() -> None:
    other = x509.CertificateRevocationListBuilder().issuer_name(odd.SUBJECT).last_update(office.AT).next_update(LATER)
    found = crl.read(other.sign(office.key(), hashes.SHA256()).public_bytes(Encoding.DER))
    assert not found.is_by(csca.read(office.opened().csca))
    assert crl.read(office.founded().crls[0]).is_by(csca.read(office.opened().csca))
