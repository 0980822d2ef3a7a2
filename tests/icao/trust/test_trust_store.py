"""A bundle is believed as far as its signatures reach, and not a part further."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kbdesk.icao.seal import signature
from kbdesk.icao.seal.signers import Signers
from kbdesk.icao.trust import bundle, ceremony, periods, trust_part, trust_store
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.icao.trust.trust_part import TrustPart
from kbdesk.icao.trust.trust_store import AgedKind, Listed, TrustStore
from tests.icao.trust import odd, office

LATER = office.AT + timedelta(days=10)


def store(known: Bundle, roots: frozenset[bytes] | None = None) -> TrustStore:
    return TrustStore(known, roots=office.roots() if roots is None else roots, at=LATER)


def resigned(part: TrustPart) -> bytes:
    """Return a part signed by head office, whatever is in it."""
    return trust_part.sign_trust_part(part, lambda message: signature.sign(office.key(), message))


def codes(known: Bundle) -> list[str]:
    return [fault.code.removeprefix("trust.") for fault in store(known).faults]


def test_a_bundle_tells_signers_and_states() -> None:
    found = store(bundle.read(bundle.write(office.bundle())))
    signers: Signers = found
    signer = signers.find("KSJA", "1")
    assert found.faults == ()
    assert signer is not None
    assert (signer.trusted, signer.revoked, signer.document_types) == (True, False, {"PU"})
    assert (signer.valid_from, signer.valid_until) == (date(2022, 8, 1), date(2023, 12, 30))
    assert signers.find("KSJA", "2") is signers.find("UTDR", "1") is None
    assert [(one.signer, one.reference) for one in found.signers()] == [("KSBR", "2"), ("KSJA", "1")]
    assert found.listed("J2", "permit", 3) == Listed(ListedState.VOID, office.AT)
    assert found.listed("J2", "registration", 5) == Listed(ListedState.RETURNED, office.AT)
    assert found.sequences == {"trust": 3, "J2": 1}


def test_the_silence_of_a_list_is_not_clear() -> None:
    found = store(office.bundle())
    for index in (0, 4, 8, 999_999):
        assert found.listed("J2", "permit", index) == Listed(None, office.AT)
    assert found.listed("B1", "permit", 3) is None
    assert found.listed("J2", "plate", 3) is None


def test_without_a_bundle_nobody_is_known_and_nothing_is_wrong() -> None:
    found = store(Bundle())
    assert (found.faults, found.signers(), found.ages(), found.part) == ((), (), (), None)
    assert not found.rulebooks
    assert not found.sequences
    assert found.find("KSJA", "1") is None
    assert found.listed("J2", "permit", 1) is None


def test_a_bundle_of_an_authority_that_is_not_trusted_here_is_not_believed() -> None:
    found = store(office.bundle(), roots=frozenset({bytes(32)}))
    assert [fault.code for fault in found.faults] == ["trust.trust-signature", "trust.signer-unknown"]
    assert found.find("KSJA", "1") is None
    assert found.listed("J2", "permit", 3) is None
    assert not found.rulebooks


def test_rulebooks_come_with_the_trust_part() -> None:
    part = ceremony.publish(office.opened().part, {"9999-others.toml": b"[book]"}, at=office.AT)
    found = store(office.bundle(part))
    assert found.rulebooks == {"9999-others.toml": b"[book]"}
    assert found.part == part


def test_a_revoked_signer_is_revoked_and_its_desks_are_not_heard() -> None:
    part = ceremony.revoke(office.opened().part, office.key(), signer="KSJA", reference="1", at=LATER)
    known = office.bundle(part, office.status("J2"), office.status("B1", number=3))
    found = store(known)
    signer = found.find("KSJA", "1")
    assert signer is not None
    assert signer.revoked
    assert [(one.signer, one.revoked_at) for one in found.signers()] == [("KSBR", None), ("KSJA", LATER)]
    assert codes(known) == ["signer-revoked"]
    assert found.listed("J2", "permit", 3) is None
    assert found.listed("B1", "permit", 3) == Listed(ListedState.VOID, office.AT)


def test_a_signer_by_a_strange_authority_is_known_but_not_trusted() -> None:
    stranger = odd.certificate(serial=5, signed_by=office.key(9))
    part = replace(office.opened().part, signers=(*office.opened().part.signers, stranger))
    known = Bundle(trust=resigned(part), status=(office.status("J2", reference="5"),))
    found = store(known).find("KSJA", "5")
    assert found is not None
    assert not found.trusted
    assert codes(known) == ["status-signature"]


def test_a_certificate_off_the_profile_is_left_out_and_told() -> None:
    part = replace(office.opened().part, signers=(office.opened().jarinje, odd.certificate(serial=0x1000), b"none"))
    known = Bundle(trust=resigned(part))
    assert codes(known) == ["certificate-profile", "certificate-damaged"]
    assert [one.signer for one in store(known).signers()] == ["KSJA"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_certificates_with_one_reference_the_trusted_counts(order: int) -> None:
    twins = (office.opened().jarinje, odd.certificate(signed_by=office.key(9)))[::order]
    known = Bundle(trust=resigned(replace(office.opened().part, signers=twins)))
    found = store(known).find("KSJA", "1")
    assert codes(known) == ["certificate-twice"]
    assert found is not None
    assert found.certificate == office.opened().jarinje


def test_the_same_certificate_twice_is_one() -> None:
    part = replace(office.opened().part, signers=2 * (office.opened().jarinje,))
    assert codes(Bundle(trust=resigned(part))) == []


def test_a_list_of_another_issuer_is_not_heard_and_a_missing_one_told() -> None:
    part = office.opened().part
    foreign = ceremony.found(
        office.key(50), country="KS", zone_country="RKS", name="CSCA Kosovo 1", period=odd_period(), at=office.AT
    )
    assert codes(Bundle(trust=resigned(replace(part, crls=foreign.crls)))) == ["crl-issuer", "crl-missing"]
    assert codes(Bundle(trust=resigned(replace(part, crls=(b"none", *part.crls))))) == ["crl-damaged"]
    assert codes(Bundle(trust=resigned(part))) == []


def odd_period() -> periods.Periods:
    return periods.csca(date(2022, 7, 1))


def test_an_authority_off_the_profile_is_left_out_and_told() -> None:
    part = office.opened().part
    assert codes(Bundle(trust=resigned(replace(part, cscas=(*part.cscas, part.signers[0]))))) == ["certificate-profile"]


def test_a_desk_is_heard_by_the_signer_of_its_crossing_alone() -> None:
    assert codes(office.bundle(None, office.status("B1", number=3))) == []
    assert codes(office.bundle(None, office.status("B1", number=2))) == ["status-signature"]
    one_desk = replace(office.opened().part, crossings={"KSJA": ("J2",)})
    assert codes(Bundle(trust=resigned(one_desk), status=(office.status("J2"),))) == []
    assert codes(Bundle(trust=resigned(one_desk), status=(office.status("J1"),))) == ["status-signature"]
    anyone = replace(office.opened().part, crossings={})
    assert codes(Bundle(trust=resigned(anyone), status=(office.status("B1"),))) == []


def test_a_status_part_outside_its_signers_time_is_not_heard() -> None:
    last = datetime(2023, 12, 30, 23, 0, tzinfo=UTC)
    assert codes(office.bundle(None, office.status(at=last))) == []
    assert codes(office.bundle(None, office.status(at=last + timedelta(hours=2)))) == ["signer-expired"]
    assert codes(office.bundle(None, office.status(at=office.AT - timedelta(days=1)))) == ["signer-expired"]


def test_a_damaged_part_is_told_and_the_others_are_heard() -> None:
    known = office.bundle(None, b"none", office.status("J2"))
    assert codes(known) == ["status-damaged"]
    assert store(known).listed("J2", "permit", 3)
    assert codes(replace(known, trust=b"none"))[0] == "trust-damaged"


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_lists_of_a_desk_the_newer_is_heard_and_the_doubt_told(order: int) -> None:
    parts = (office.status("J2", 1), office.status("J2", 2, at=LATER))[::order]
    known = office.bundle(None, *parts)
    assert codes(known) == ["bundle-twice"]
    listed = store(known).listed("J2", "permit", 3)
    assert listed is not None
    assert listed.issued_at == LATER


def test_every_part_is_shown_with_its_age_and_none_is_thrown_away_for_it() -> None:
    found = store(office.bundle())
    assert [(age.kind, age.name, age.age, age.is_stale) for age in found.ages()] == [
        (AgedKind.TRUST, "RKS", timedelta(days=10), False),
        (AgedKind.REVOCATION, "CSCA Kosovo 1", timedelta(days=10), False),
        (AgedKind.STATUS, "J2", timedelta(days=10), False),
    ]
    late = office.AT + timedelta(days=91)
    assert [age.is_stale for age in found.ages(late)] == [False, True, False]
    assert [age.is_stale for age in found.ages(office.AT + timedelta(days=90))] == [False, False, False]
    assert TrustStore(office.bundle(), roots=office.roots(), at=late).listed("J2", "permit", 3) == Listed(
        ListedState.VOID, office.AT
    )


def test_a_clock_that_lags_shows_as_an_age_below_nothing() -> None:
    assert store(office.bundle()).ages(office.AT - timedelta(hours=3))[2].age == timedelta(hours=-3)


def test_a_carried_bundle_is_believed_by_the_authorities_it_names_or_by_one_of_them_alone() -> None:
    data = bundle.write(office.bundle())
    (root,) = office.roots()
    for found in (trust_store.carried(data), trust_store.carried(data, root=root)):
        assert (found.faults, found.sequences["J2"], found.is_drill) == ((), 1, False)
    other = trust_store.carried(data, root=bytes(32))
    assert (other.part, other.is_drill, other.newest, other.ages()) == (None, False, None, ())
    assert trust_store.carried(bundle.write(Bundle())).part is None


def test_without_an_instant_ages_are_counted_from_the_newest_part() -> None:
    later = office.AT + timedelta(hours=5)
    found = trust_store.carried(bundle.write(office.bundle(None, office.status(at=later))))
    assert found.newest == later
    assert {age.name: age.age for age in found.ages() if age.kind is AgedKind.STATUS} == {"J2": timedelta(0)}
    assert {age.age for age in found.ages() if age.kind is AgedKind.TRUST} == {timedelta(hours=5)}


def test_a_drills_bundle_is_known_as_one() -> None:
    period = periods.csca(date(2022, 7, 1))
    part = ceremony.found(office.key(), country="UT", zone_country="UTO", name="DRILL", period=period, at=office.AT)
    data = bundle.write(Bundle(trust=ceremony.sign(part, office.key())))
    assert trust_store.carried(data).is_drill
