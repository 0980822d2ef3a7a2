"""What can be wrong with keys, certificates, lists and bundles: one plain sentence each, and the same as a code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "trust.key-damaged": "This is not the file of a private key.",
        "trust.key-passphrase": "The passphrase does not open the private key.",
        "trust.key-curve": "The key is not one on the curve P-256.",
        "trust.certificate-damaged": "This is not a certificate, or it is damaged.",
        "trust.certificate-profile": "The certificate departs from the profile of Doc 9303-12 in: {faults}.",
        "trust.certificate-other-key": "The certificate is of another key than the one it was requested for.",
        "trust.certificate-twice": "There are two different certificates of {signer} with reference {reference}.",
        "trust.csca-name": "A country is two capitals and its code in zones three, the name of a CSCA 1 to 64 "
        "characters of plain text.",
        "trust.csca-period": "A CSCA signs for at most 5 years and its certificate lasts at most 15.",
        "trust.signer-name": "A signer is two capitals of its country and two capitals or digits of its own.",
        "trust.signer-reference": "A certificate reference is 1 to 3 hexadecimal digits, in capitals, without zeros "
        "in front.",
        "trust.signer-types": "A document type is one or two capitals.",
        "trust.signer-period": "The certificate of {signer} may last until {until} at most.",
        "trust.signer-expired": "The certificate of {signer} with reference {reference} is not valid on {on}.",
        "trust.signer-unknown": "There is no certificate of {signer} with reference {reference}.",
        "trust.signer-revoked": "The certificate of {signer} with reference {reference} is revoked.",
        "trust.five-a-year": "A country publishes at most five signers a year, and {year} has five.",
        "trust.references-used": "Every reference of three hexadecimal digits has been given to a signer.",
        "trust.key-known": "A certificate of this key is there already: {signer} with reference {reference}.",
        "trust.csca-other-key": "The key is not that of the CSCA in force.",
        "trust.csca-ended": "The private key of the CSCA may sign from {since} to {until} only.",
        "trust.request-damaged": "This is not a certificate request, or it is damaged.",
        "trust.request-signature": "The request is not signed by the key that it is for.",
        "trust.crl-damaged": "This is not a revocation list, or it is damaged.",
        "trust.crl-issuer": "The revocation list is not signed by a trusted CSCA.",
        "trust.crl-missing": "There is no revocation list of the CSCA {csca}.",
        "trust.status-damaged": "The status list of {part} is damaged.",
        "trust.status-desk": "A desk is a capital and a digit or a capital.",
        "trust.status-index": "A status index is a number from 0 to 999999, each given once.",
        "trust.status-signature": "The status list of {part} is not signed by a signer of that desk.",
        "trust.trust-damaged": "The trust part is damaged.",
        "trust.trust-signature": "The trust part is not signed by a CSCA that is trusted here.",
        "trust.bundle-damaged": "This is not a bundle, or it is damaged.",
        "trust.bundle-huge": "The bundle is larger than {megabytes} megabytes.",
        "trust.bundle-twice": "The bundle has two status lists of {part}.",
        "trust.bundle-differs": "There are two different parts of {part} with the number {sequence}.",
        "trust.rollback": "The part of {part} has the number {offered}, which is older than {known} known here.",
    }
)
CODES: Final = frozenset(_SENTENCES)
"""Every code there is; a catalog has ``fault.<code>`` for each."""


class TrustError(ValueError):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


class KeyFileError(TrustError):
    """A private key that cannot be used."""


class CertificateError(TrustError):
    """A certificate that is none, or none of its kind."""


class RequestError(TrustError):
    """A certificate request that is none, or not by its own key."""


class RevocationListError(TrustError):
    """A revocation list that is none, missing, or of another issuer."""


class StatusError(TrustError):
    """A status list or part that is damaged or not by its desk's signer."""


class TrustPartError(TrustError):
    """A trust part that is damaged or not by a trusted CSCA."""


class BundleError(TrustError):
    """A bundle that is damaged, too large or says two things at once."""


class RollbackError(TrustError):
    """A part with a lower sequence than is known already; `values` has ``part``, ``offered`` and ``known``."""


class CeremonyError(TrustError):
    """What head office may not do: a sixth signer a year, a key past its time, a name off the standard."""
