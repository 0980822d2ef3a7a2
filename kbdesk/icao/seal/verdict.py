"""Whether a seal holds: the validation policy of Doc 9303-13 Appendix D and Doc 9303-8 Appendix A, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kbdesk.icao.errors import MrzError
from kbdesk.icao.mrz import read as read_zone
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.seal.codec import Seal
from kbdesk.icao.seal.coding import Value
from kbdesk.icao.seal.definitions import Decoded, Definition, Definitions
from kbdesk.icao.seal.errors import SealFormatError
from kbdesk.icao.seal.signers import KnownSigner, Signers


class Status(StrEnum):
    """The status indication."""

    VALID = "VALID"
    INVALID = "INVALID"


class SubStatus(StrEnum):
    """The status sub-indication."""

    UNKNOWN_FEATURE = "UNKNOWN_FEATURE"
    READ_ERROR = "READ_ERROR"
    EXPIRED_CERTIFICATE = "EXPIRED_CERTIFICATE"
    WRONG_FORMAT = "WRONG_FORMAT"
    UNKNOWN_CERTIFICATE = "UNKNOWN_CERTIFICATE"
    UNTRUSTED_CERTIFICATE = "UNTRUSTED_CERTIFICATE"
    INVALID_DOCUMENTTYPE = "INVALID_DOCUMENTTYPE"
    REVOKED_CERTIFICATE = "REVOKED_CERTIFICATE"
    INVALID_SIGNATURE = "INVALID_SIGNATURE"
    INVALID_SEAL_MRZ = "INVALID_SEAL_MRZ"
    INVALID_PRINTED_MRZ = "INVALID_PRINTED_MRZ"
    SEAL_DOCUMENT_MISMATCH = "SEAL_DOCUMENT_MISMATCH"


class TrustLevel(StrEnum):
    """How likely a fraud is (Table D.1)."""

    TRUSTABLE = "Trustable"
    MEDIUM = "Medium fraud potential"
    HIGH = "High fraud potential"


_LEVELS: Final[Mapping[SubStatus, TrustLevel]] = MappingProxyType(
    {SubStatus.READ_ERROR: TrustLevel.MEDIUM, SubStatus.EXPIRED_CERTIFICATE: TrustLevel.MEDIUM}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found of a seal.

    `sub_status` is None for a valid seal of known features. `seal` is None where the bytes are none, `fields` empty
    where they could not be read, `definition_id` empty where nothing defines the kind. `reason` says in one English
    sentence what is wrong with the format.
    """

    status: Status
    sub_status: SubStatus | None
    trust_level: TrustLevel
    seal: Seal | None = None
    definition_id: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    signer: KnownSigner | None = None
    reason: str = ""


READ_ERROR: Final = Verdict(status=Status.INVALID, sub_status=SubStatus.READ_ERROR, trust_level=TrustLevel.MEDIUM)
"""What is said of a symbol from which no bytes could be read."""


def verify(data: bytes, *, definitions: Definitions, signers: Signers, on: date, printed_mrz: str = "") -> Verdict:
    """Return what holds of the bytes of a seal on a day; raises nothing.

    `printed_mrz` is the zone read from the document, its lines joined by line feeds, empty where none was read. Of
    several sub-indications that apply, the first of the standard's order is told, but `EXPIRED_CERTIFICATE` after all
    others: an expired certificate is no excuse for a signature that does not hold.
    """
    try:
        seal = codec.read(data)
        definition = definitions.of(seal.header)
        if definition is None:
            raise SealFormatError("The kind of document that the seal announces is not known.")
        decoded = definition.decode(seal.features)
    except SealFormatError as error:
        return Verdict(
            status=Status.INVALID,
            sub_status=SubStatus.WRONG_FORMAT,
            trust_level=TrustLevel.HIGH,
            seal=_or_none(data),
            reason=str(error),
        )
    signer = signers.find(seal.header.signer, seal.header.reference)
    zone = next((str(decoded.fields[name]) for name in definition.mrz if name in decoded.fields), "")
    found = [*_certificate(seal, signer, zone, on), *_zones(zone, printed_mrz, on)]
    sub_status = next((one for one in found if one not in _LEVELS), found[0] if found else None)
    return _verdict(sub_status, seal, definition, decoded, signer)


def _or_none(data: bytes) -> Seal | None:
    try:
        return codec.read(data)
    except SealFormatError:
        return None


def _verdict(
    found: SubStatus | None, seal: Seal, definition: Definition, decoded: Decoded, signer: KnownSigner | None
) -> Verdict:
    if found is None:
        status, level = Status.VALID, TrustLevel.TRUSTABLE
        found = SubStatus.UNKNOWN_FEATURE if decoded.unknown else None
    else:
        status, level = Status.INVALID, _LEVELS.get(found, TrustLevel.HIGH)
    return Verdict(
        status=status,
        sub_status=found,
        trust_level=level,
        seal=seal,
        definition_id=definition.id,
        fields=decoded.fields,
        unknown=decoded.unknown,
        signer=signer,
    )


def _certificate(seal: Seal, signer: KnownSigner | None, zone: str, on: date) -> Iterator[SubStatus]:
    """Yield what is wrong with the signer or the signature, in the order of Appendix D, 2."""
    if signer is None:
        yield SubStatus.UNKNOWN_CERTIFICATE
        return
    if not signer.trusted:
        yield SubStatus.UNTRUSTED_CERTIFICATE
    if signer.document_types and zone and zone[:2].rstrip("<") not in signer.document_types:
        yield SubStatus.INVALID_DOCUMENTTYPE
    if not signer.valid_from <= on <= signer.valid_until:
        yield SubStatus.EXPIRED_CERTIFICATE
    if signer.revoked:
        yield SubStatus.REVOKED_CERTIFICATE
    if not signature.verify(signer.public_key, seal.signed, seal.signature):
        yield SubStatus.INVALID_SIGNATURE


def _zones(zone: str, printed: str, on: date) -> Iterator[SubStatus]:
    """Yield what is wrong with the zones (Doc 9303-8, Appendix A): the seal's, the printed one, or both together."""
    printed = printed.replace(" ", "<")
    if zone and not _is_cut(zone) and not _holds(zone, on):
        yield SubStatus.INVALID_SEAL_MRZ
    if printed and not _holds(printed, on):
        yield SubStatus.INVALID_PRINTED_MRZ
    if zone and printed and not _same(zone, printed):
        yield SubStatus.SEAL_DOCUMENT_MISMATCH


def _is_cut(zone: str) -> bool:
    """Tell whether a zone is cut short, as the seals of visas have it: its check digits cannot all be tried."""
    return len({len(line) for line in zone.split("\n")}) > 1


def _holds(zone: str, on: date) -> bool:
    """Tell whether every check digit of a zone holds."""
    try:
        read = read_zone(zone, today=on)
    except MrzError:
        return False
    return all(read.checks.values()) and not read.repairs


def _same(zone: str, printed: str) -> bool:
    """Compare character by character what both hold."""
    seals, prints = zone.split("\n"), printed.split("\n")
    return len(seals) == len(prints) and all(one == other[: len(one)] for one, other in zip(seals, prints, strict=True))
