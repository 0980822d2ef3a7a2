"""``kbdesk keys ceremony``: what head office does with its authority, in a folder without a desk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import told_refusal
from kbdesk.cli.joiner import EnvironmentFailedError, Joiner
from kbdesk.cli.keys_answer import grouped, own_authorities
from kbdesk.cli.main import DONE, at_option, json_option, read_bytes, require_new
from kbdesk.cli.main import answer as answered
from kbdesk.desk.head_office import HeadOffice
from kbdesk.desk.keys_errors import KeysError
from kbdesk.icao.trust import ceremony as acts
from kbdesk.icao.trust import csca, periods
from kbdesk.icao.trust.certificate import fingerprint, to_pem
from kbdesk.icao.trust.errors import TrustError
from kbdesk.icao.trust.trust_part import TrustPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """One act at head office: its folder, the passphrase of its key, the instant; and what saves files elsewhere."""

    joiner: Joiner
    office: HeadOffice
    passphrase: bytes
    at: datetime
    as_json: bool


@click.group()
def ceremony() -> None:
    """Head office: found the authority, admit and revoke signers. Works offline on a folder of its own."""


def ceremony_command(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the folder, ``--at``, ``--json`` and the options of the passphrase; it takes a `Ceremony`."""

    def wrapped(
        joiner: Joiner,
        *,
        folder: Path,
        as_json: bool,
        at: datetime | None,
        passphrase_file: Path | None,
        second_passphrase_file: Path | None,
        **own: Any,
    ) -> int:
        passphrase = _passphrase(passphrase_file, second_passphrase_file)
        try:
            with joiner.office(folder, at) as (office, now):
                if at is not None and not _is_drill(office, own):
                    raise KeysError("keys.clock")
                call = Ceremony(joiner=joiner, office=office, passphrase=passphrase, at=now, as_json=as_json)
                return command(call, **own)
        except (KeysError, TrustError) as refused:
            return told_refusal(refused, as_json=as_json)

    update_wrapper(wrapped, command)  # its name and help
    for option in (
        click.option("--second-passphrase-file", type=click.Path(path_type=Path), help="A second person's half."),
        click.option(
            "--passphrase-file",
            type=click.Path(path_type=Path),
            help="Of the authority's key; else KBDESK_CSCA_PASSPHRASE.",
        ),
        click.argument("folder", type=click.Path(path_type=Path)),
    ):
        wrapped = option(wrapped)
    return json_option(at_option(click.pass_obj(wrapped)))


def _is_drill(office: HeadOffice, own: dict[str, Any]) -> bool:
    return own["country"] == periods.DRILL if "country" in own else office.is_drill()


def _passphrase(file: Path | None, second: Path | None) -> bytes:
    """Return the passphrase; where two persons hold it, their halves in two lines."""
    if file is None:
        halves = [os.fsencode(os.environ.get("KBDESK_CSCA_PASSPHRASE", ""))]
    else:
        halves = [read_bytes(file, "--passphrase-file").rstrip(b"\r\n")]
    if second is not None:
        halves.append(read_bytes(second, "--second-passphrase-file").rstrip(b"\r\n"))
    return b"\n".join(halves)


@ceremony.command()
@ceremony_command
@click.option("--country", required=True, help="Two capitals: KS, RS; UT for drills.")
@click.option("--zone", required=True, help="The country's code in zones: RKS, SRB; UTO for drills.")
@click.option("--name", required=True, help="The name of the authority.")
def found(call: Ceremony, *, country: str, zone: str, name: str) -> int:
    """Make the authority in FOLDER: key under a passphrase, certificate, first revocation list."""
    part = call.office.found(country=country, zone_country=zone, name=name, passphrase=call.passphrase, at=call.at)
    return _told(call, part, f"The authority {name} was founded.")


@ceremony.command()
@ceremony_command
@click.option("--crossing", "crossings", multiple=True, help="Letter or desk whose lists it may sign; else its own.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the certificate, PEM, to this file.")
@click.argument("asked", metavar="REQUEST", type=click.Path(path_type=Path))
def admit(call: Ceremony, *, crossings: tuple[str, ...], out: Path | None, asked: Path) -> int:
    """Certify the signer that asks in REQUEST; a country has at most five new signers a year."""
    if out is not None:
        require_new(out, "--out")
    done = call.office.admit(read_bytes(asked, "REQUEST"), passphrase=call.passphrase, at=call.at, crossings=crossings)
    pem = to_pem(done.der)
    if out is not None:
        try:
            call.joiner.save(out, pem.encode("ascii"))
        except OSError as error:
            raise EnvironmentFailedError(f"--out: {out.name} cannot be written: {error.strerror}") from error
    known = done.known
    said = f"{known.signer} was admitted with the certificate {known.reference}; it seals until {known.signs_until()}."
    return _told(call, call.office.part(), said, signer=known.signer, reference=known.reference, certificate=pem)


@ceremony.command()
@ceremony_command
@click.argument("signer")
@click.argument("reference")
def revoke(call: Ceremony, *, signer: str, reference: str) -> int:
    """Put the certificate REFERENCE of SIGNER on the list; carry the bundle to the desks within 48 hours."""
    part = call.office.revoke(signer, reference, passphrase=call.passphrase, at=call.at)
    return _told(call, part, f"The certificate {reference} of {signer} is on the list.")


@ceremony.command()
@ceremony_command
def renew(call: Ceremony) -> int:
    """Publish the revocation list anew, due every 90 days."""
    return _told(call, call.office.renew(passphrase=call.passphrase, at=call.at), "The list was published anew.")


@ceremony.command("roll")
@ceremony_command
@click.option("--name", required=True, help="The name of the new authority.")
def roll_authority(call: Ceremony, *, name: str) -> int:
    """Follow the authority's key with a new one, to which the old one signs a link."""
    part = call.office.roll(name=name, passphrase=call.passphrase, at=call.at)
    return _told(call, part, f"The authority {name} follows.")


@ceremony.command("show")
@ceremony_command
def show_office(call: Ceremony) -> int:
    """Print the fingerprints of the authority's certificates, and the signers admitted."""
    return _told(call, call.office.part(), "")


def _told(call: Ceremony, part: TrustPart, said: str, **more: str) -> int:
    authorities = [csca.read(data) for data in own_authorities(part)]
    signers = acts.published(part)
    if call.as_json:
        answered(
            {
                "sequence": part.sequence,
                "authorities": [
                    {
                        "name": one.name,
                        "fingerprint": fingerprint(one.certificate.der).hex(),
                        "certificate": to_pem(one.certificate.der),
                    }
                    for one in authorities
                ],
                "signers": [{"signer": one.signer, "reference": one.reference} for one in signers],
                **more,
            }
        )
        return DONE
    lines = [said] if said else []
    lines += [f"{one.name}  {grouped(fingerprint(one.certificate.der).hex())}" for one in authorities]
    lines += [f"{one.signer}  {one.reference}  until {one.certificate.valid_until}" for one in signers]
    click.echo("\n".join([*lines, f"The bundle has the number {part.sequence}."]))
    return DONE
