"""Certificates keep to their profiles, OpenSSL agrees, and what departs from one is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import NameOID, ObjectIdentifier
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.trust import certificate, csca, keys, names, periods, signer_certificate
from kbdesk.icao.trust.errors import CeremonyError, CertificateError, KeyFileError
from kbdesk.icao.trust.periods import Periods
from tests.icao.trust import odd, office
from tests.icao.trust.openssl import OpenSsl

PERIOD = periods.signer(date(2022, 8, 1))


@pytest.fixture
def openssl(tmp_path: Path) -> OpenSsl:
    return OpenSsl(tmp_path)


def issue(**changed: object) -> bytes:
    arguments = {
        "public_key": keys.public(office.key(2)),
        "signer": "KSJA",
        "reference": "1",
        "period": PERIOD,
        "document_types": ("PU", "I"),
    } | changed
    return signer_certificate.issue(office.key(), office.opened().csca, **arguments)


def test_openssl_reads_exactly_the_profile_of_a_signer(openssl: OpenSsl) -> None:
    file = openssl.file("signer.pem", certificate.to_pem(issue()))
    _, said = openssl("x509", "-in", file, "-noout", "-text", "-nameopt", "RFC2253,show_type")
    assert "Subject: CN=PRINTABLESTRING:JA,C=PRINTABLESTRING:KS" in said
    assert "Issuer: CN=PRINTABLESTRING:CSCA Kosovo 1,C=PRINTABLESTRING:KS" in said
    assert "Serial Number: 1 (0x1)" in said
    assert "Not Before: Aug  1 00:00:00 2022 GMT" in said
    assert "Not After : Dec 30 23:59:59 2023 GMT" in said
    extensions = said.partition("X509v3 extensions:")[2].partition("Signature Algorithm")[0]
    titles = [line.strip() for line in extensions.splitlines() if line.startswith(" " * 12) and line[12] != " "]
    assert titles == ["X509v3 Authority Key Identifier:", "X509v3 Extended Key Usage: critical", "2.23.136.1.1.6.2:"]
    assert "2.23.136.1.1.11.1" in extensions


def test_openssl_reads_the_document_types_as_the_standard_has_them(openssl: OpenSsl) -> None:
    file = openssl.file("types.der", names.write_types(("PU", "I")))
    _, said = openssl("asn1parse", "-inform", "DER", "-in", file)
    shown = [line.partition(": ")[2].split() for line in said.splitlines()]
    assert shown == [
        ["SEQUENCE"],
        ["INTEGER", ":00"],
        ["SET"],
        ["PRINTABLESTRING", ":I"],
        ["PRINTABLESTRING", ":PU"],
    ]


def test_what_was_written_is_read() -> None:
    data = issue()
    found = signer_certificate.read(data)
    assert (found.signer, found.reference, found.document_types) == ("KSJA", "1", {"PU", "I"})
    assert (found.certificate.valid_from, found.certificate.valid_until) == (PERIOD.valid_from, PERIOD.valid_until)
    assert signer_certificate.read(certificate.to_pem(data).encode()) == found
    assert signer_certificate.read(odd.certificate()).document_types == frozenset()


UTF8 = _ASN1Type.UTF8String
NAME = odd.attribute(NameOID.COMMON_NAME, "JA")
DEPARTURES = {
    "utf8": ("subject", {"subject": x509.Name([odd.COUNTRY, odd.attribute(NameOID.COMMON_NAME, "JA", UTF8)])}),
    "order": ("subject", {"subject": x509.Name([NAME, odd.COUNTRY])}),
    "more": ("subject", {"subject": x509.Name([*odd.SUBJECT, odd.attribute(NameOID.ORGANIZATION_NAME, "X")])}),
    "three": ("subject", {"subject": x509.Name([odd.COUNTRY, odd.attribute(NameOID.COMMON_NAME, "JAR")])}),
    "small": ("subject", {"subject": x509.Name([odd.COUNTRY, odd.attribute(NameOID.COMMON_NAME, "ja")])}),
    "nation": ("issuer", {"issuer": x509.Name([odd.attribute(NameOID.COUNTRY_NAME, "UT")])}),
    "nowhere": ("issuer", {"issuer": x509.Name([NAME])}),
    "serial": ("serialNumber", {"serial": 0x1000}),
    "key": ("subjectPublicKeyInfo", {"public_key": odd.rsa_key()}),
    "no-authority": ("authorityKeyIdentifier", {"extensions": [(odd.PURPOSE, True)]}),
    "no-purpose": ("extKeyUsage", {"extensions": [(odd.authority_key(), False)]}),
    "mild-purpose": ("extKeyUsage", {"extensions": [(odd.authority_key(), False), (odd.PURPOSE, False)]}),
    "other-purpose": (
        "extKeyUsage",
        {
            "extensions": [
                (odd.authority_key(), False),
                (x509.ExtendedKeyUsage([ObjectIdentifier("2.23.136.1.1.3")]), True),
            ]
        },
    ),
    "both-ids": (
        "authorityKeyIdentifier",
        {
            "extensions": [
                (x509.AuthorityKeyIdentifier(b"k", [x509.DirectoryName(odd.ISSUER)], 1), False),
                (odd.PURPOSE, True),
            ]
        },
    ),
    "usage": ("extensions", {"extensions": [*odd.plain(), (csca._CERTIFIES, True)]}),
    "types": ("documentType", {"extensions": odd.types(b"\x30\x03\x02\x01\x00")}),
    "types-small": ("documentType", {"extensions": odd.types(names.write_types(["pu"]))}),
}


@pytest.mark.parametrize("what", DEPARTURES)
def test_a_departure_from_the_profile_is_named(what: str) -> None:
    component, changed = DEPARTURES[what]
    with pytest.raises(CertificateError) as caught:
        signer_certificate.read(odd.certificate(**changed))
    assert caught.value.code == "trust.certificate-profile"
    assert caught.value.values["faults"] == component


def test_the_same_certificate_without_a_departure_is_read() -> None:
    assert signer_certificate.read(odd.certificate()).signer == "KSJA"
    assert signer_certificate.read(odd.certificate(extensions=odd.types(names.write_types(["PU"])))).document_types


@pytest.mark.parametrize(
    ("faults", "change"),
    [
        ("version, authorityKeyIdentifier, extKeyUsage", odd.first_version),
        ("extensions", odd.doubled),
        ("validity", lambda data: data.replace(b"220801000000Z", b"240801000000Z")),
    ],
)
def test_a_departure_that_no_builder_makes_is_named(faults: str, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(CertificateError) as caught:
        signer_certificate.read(change(odd.certificate()))
    assert caught.value.values["faults"] == faults
    assert signer_certificate.read(odd.rebuilt(odd.certificate(), lambda parts: [item.whole for item in parts]))


@pytest.mark.parametrize(("fault", "change"), [("version", odd.first_version), ("extensions", odd.doubled)])
def test_a_csca_of_an_old_version_or_with_an_extension_twice_is_none(
    fault: str, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(CertificateError) as caught:
        csca.read(change(office.opened().csca))
    assert caught.value.values["faults"].split(", ")[0] == fault


def test_any_number_of_document_types_is_written_and_read() -> None:
    types = {first + second for first in "AIPV" for second in "ABCDEFGHIJ"}
    assert names.read_types(names.write_types(types)) == types


def test_several_departures_are_all_named() -> None:
    with pytest.raises(CertificateError, match="serialNumber, extKeyUsage, extensions"):
        signer_certificate.read(
            odd.certificate(serial=9999, extensions=[(odd.authority_key(), False), (csca._CERTIFIES, True)])
        )


def test_a_certificate_that_came_back_is_checked_against_the_request() -> None:
    office_csca, public = office.opened().csca, keys.public(office.key(2))
    assert signer_certificate.check(issue(), csca_certificate=office_csca, public_key=public).signer == "KSJA"
    with pytest.raises(CertificateError, match="another key"):
        signer_certificate.check(issue(), csca_certificate=office_csca, public_key=keys.public(office.key(3)))
    with pytest.raises(CertificateError, match="issuer, signature"):
        signer_certificate.check(
            odd.certificate(signed_by=office.key(9)), csca_certificate=office_csca, public_key=public
        )


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("trust.signer-name", {"signer": "KSJ"}),
        ("trust.signer-name", {"signer": "UTDR"}),
        ("trust.signer-reference", {"reference": "0A"}),
        ("trust.signer-reference", {"reference": "1000"}),
        ("trust.signer-reference", {"reference": "a"}),
        ("trust.signer-types", {"document_types": ("PUX",)}),
        ("trust.csca-ended", {"period": periods.signer(date(2027, 7, 1))}),
        ("trust.csca-ended", {"period": periods.signer(date(2022, 6, 30))}),
        ("trust.signer-period", {"period": periods.signer(date(2022, 8, 1), document_months=4)}),
        (
            "trust.signer-period",
            {"period": replace(PERIOD, signs_until=date(2022, 7, 31))},
        ),
    ],
)  # fmt: skip
def test_head_office_issues_nothing_off_the_profile(code: str, changed: dict[str, object]) -> None:
    with pytest.raises(CeremonyError) as caught:
        issue(**changed)
    assert caught.value.code == code
    assert issue()


def test_only_the_csca_issues_and_only_to_keys_on_its_curve() -> None:
    with pytest.raises(CeremonyError, match="not that of the CSCA"):
        signer_certificate.issue(
            office.key(9), office.opened().csca, public_key=b"", signer="KSJA", reference="1", period=PERIOD
        )
    with pytest.raises(KeyFileError, match="not the file"):
        issue(public_key=b"\x30\x00")


def test_a_paper_never_outlives_the_certificate_it_is_checked_by() -> None:
    found = signer_certificate.read(issue())
    assert found.signs_until() == PERIOD.signs_until == date(2023, 9, 30)
    assert found.roll_from() == PERIOD.roll_from == date(2023, 7, 30)


@given(day=st.dates(date(2022, 7, 1), date(2027, 6, 30)), short=st.integers(0, 400))
def test_the_last_day_of_signing_leaves_a_paper_its_months(day: date, short: int) -> None:
    longest = periods.signer(day)
    until = longest.valid_until - timedelta(days=short)
    ended = Periods(valid_from=day, signs_until=day, valid_until=until)
    last = signer_certificate.read(issue(period=ended)).signs_until()
    assert periods.months_on(last, 3) <= until
    assert last == longest.signs_until or periods.months_on(last + timedelta(days=1), 3) > until


def test_a_drill_signs_from_2005_to_2049() -> None:
    key = office.key(50)
    root = csca.issue(key, country="UT", zone_country="UTO", name="Utopia", serial=1, period=periods.DRILL_PERIOD)
    data = signer_certificate.issue(
        key, root, public_key=keys.public(office.key(51)), signer="UTDR", reference="1", period=periods.DRILL_PERIOD
    )
    found = signer_certificate.read(data)
    assert (found.certificate.valid_from, found.signs_until()) == (date(2005, 1, 1), date(2049, 12, 31))


def test_openssl_reads_the_profile_of_a_csca(openssl: OpenSsl) -> None:
    file = openssl.file("csca.pem", certificate.to_pem(office.opened().csca))
    code, said = openssl("verify", "-attime", str(int(office.AT.timestamp())), "-CAfile", file, "-x509_strict", file)
    assert code == 0, said
    _, said = openssl("x509", "-in", file, "-noout", "-text")
    for line in (
        "X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign",
        "X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0",
        "Not Before: Jul  1 00:00:00 2022 GMT, Not After: Jun 30 23:59:59 2027 GMT",
        "X509v3 Subject Alternative Name: \n                DirName:/L=RKS",
    ):
        assert line in said


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("trust.csca-name", {"country": "KOS"}),
        ("trust.csca-name", {"zone_country": "rks"}),
        ("trust.csca-name", {"name": "Qendra ë"}),
        ("trust.csca-name", {"name": ""}),
        ("trust.csca-period", {"period": periods.DRILL_PERIOD}),
        ("trust.csca-period", {"serial": 0}),
        ("trust.csca-period", {"serial": 1 << 159}),
        (
            "trust.csca-period",
            {"period": replace(periods.csca(date(2022, 7, 1)), signs_until=date(2027, 7, 1))},
        ),
    ],
)  # fmt: skip
def test_no_csca_is_founded_off_the_standard(code: str, changed: dict[str, object]) -> None:
    good = {
        "country": "KS", "zone_country": "RKS", "name": "CSCA", "serial": 1,
        "period": periods.csca(date(2022, 7, 1)),
    }  # fmt: skip
    assert csca.read(csca.issue(office.key(), **good)).country == "KS"
    with pytest.raises(CeremonyError) as caught:
        csca.issue(office.key(), **(good | changed))
    assert caught.value.code == code


def test_a_signers_certificate_is_no_csca() -> None:
    with pytest.raises(CertificateError) as caught:
        csca.read(issue())
    assert caught.value.values["faults"] == "basicConstraints, keyUsage, subjectKeyIdentifier, privateKeyUsagePeriod"


def test_a_csca_of_another_country_than_its_issuer_is_none() -> None:
    foreign = x509.Name([odd.attribute(NameOID.COUNTRY_NAME, "UT")])
    with pytest.raises(CertificateError, match="subject, basicConstraints"):
        csca.read(odd.certificate(subject=foreign))


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing", b"\x30\x00", b"-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----", bytes(70_000)],
)
def test_what_is_no_certificate_is_told_so(data: bytes) -> None:
    with pytest.raises(CertificateError, match="not a certificate"):
        certificate.parse(data)


def test_a_request_in_place_of_a_certificate_is_told_so() -> None:
    data = issue()
    assert certificate.parse(certificate.to_pem(data).encode()).der == data
    with pytest.raises(CertificateError, match="not a certificate"):
        certificate.parse(certificate.to_pem(data, "CERTIFICATE REQUEST").encode())


def test_a_zone_code_that_is_not_there_is_empty() -> None:
    assert csca.zone_code(certificate.parse(office.opened().csca)) == "RKS"
    assert csca.zone_code(certificate.parse(issue())) == ""
    other = [*odd.plain(), (x509.SubjectAlternativeName([x509.DirectoryName(x509.Name([odd.COUNTRY]))]), False)]
    assert csca.zone_code(certificate.parse(odd.certificate(extensions=other))) == ""
