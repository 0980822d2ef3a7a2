"""``kbdesk keys``: the keys of the desk's seals, and whom it trusts; head office's acts are in ``keys ceremony``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kbdesk.cli.ceremony import ceremony
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Joiner
from kbdesk.cli.keys_answer import imported_answer, row_answer, shown_answer, told_imported, told_shown
from kbdesk.cli.main import DONE, answer, read_bytes, require_new


@click.group()
def keys() -> None:
    """Keys for seals, and the trust bundle."""


keys.add_command(ceremony)


@keys.command()
@desk_command
def show(call: Call) -> int:
    """List the signers, each with its certificate in PEM, the authorities, and how old the lists are."""
    with call.joiner.open(call.who, reading=True) as session:
        rows, trusted = session.keys.rows(), session.keys.trusted()
    if call.as_json:
        answer(shown_answer(rows, trusted))
    else:
        click.echo(told_shown(rows, trusted))
    return DONE


@keys.command()
@click.option("--pin-file", type=click.Path(path_type=Path), help="The token's PIN; else KBDESK_TOKEN_PIN.")
@click.option("--new", "anew", is_flag=True, help="Make a new key, though one waits for its certificate.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def request(call: Call, *, anew: bool, pin_file: Path | None, file: Path) -> int:
    """Write a certificate request (PKCS #10) to FILE, for head office; a new key unless one waits already."""
    require_new(file, "FILE")
    with call.joiner.open(call.who) as session:
        asked = session.keys.request(anew=anew, pin=_pin(pin_file))
    _write(call.joiner, file, asked.pem.encode())
    if call.as_json:
        answer({"signer": asked.signer, "key": asked.key, "file": str(file), "request": asked.pem})
    else:
        click.echo(f"The request of {asked.signer} is in {file.name}; carry it to head office.")
    return DONE


@keys.command("import")
@click.option("--fingerprint", default="", help="SHA-256 of an authority's certificate, from head office's paper.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def take(call: Call, *, fingerprint: str, file: Path) -> int:
    """Import the certificate for the desk's own request, or a bundle; takes a second officer."""
    data = read_bytes(file, "FILE")
    with call.joiner.open(call.who) as session:
        done = session.keys.import_file(data, second=call.who.second, fingerprint=fingerprint)
    if call.as_json:
        answer(imported_answer(done))
    else:
        click.echo(told_imported(done))
    return DONE


@keys.command()
@desk_command
def roll(call: Call) -> int:
    """Seal with the key that stands ready, and destroy the former; takes a second officer."""
    with call.joiner.open(call.who) as session:
        done = session.roll_signer(second=call.who.second)
    former = done.former
    if call.as_json:
        gone = {"former": None if former is None else row_answer(former), "destroyed": done.destroyed}
        answer({"signer": row_answer(done.now), **gone})
        return DONE
    click.echo(f"{done.now.signer} seals with the certificate {done.now.reference} from now on.")
    if former is not None and done.destroyed:
        click.echo(f"The key of the certificate {former.reference} was destroyed; papers it sealed are still verified.")
    elif former is not None:
        click.echo(f"The key {former.key} is still in its token; destroy it there. It seals no more at this desk.")
    return DONE


@keys.command()
@click.option("--reason", default="", help="Why, in one line.")
@desk_command
def revoke(call: Call, *, reason: str) -> int:
    """Seal no more with the key in use, and destroy it; takes a second officer."""
    with call.joiner.open(call.who) as session:
        row, is_drill = session.revoke_signer(reason=reason, second=call.who.second), session.post.drill
    if call.as_json:
        answer({"revoked": row_answer(row), "listed": is_drill})
        return DONE
    click.echo(f"{row.signer} seals no more with the certificate {row.reference}; its key was destroyed.")
    if not is_drill:
        click.echo("Tell head office, which puts it on its list with `kbdesk keys ceremony revoke` within 48 hours.")
    return DONE


@keys.command()
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def bundle(call: Call, *, file: Path) -> int:
    """Write the trust bundle to FILE, to be carried on; that is an entry too."""
    require_new(file, "FILE")
    with call.joiner.open(call.who) as session:
        data = session.export_bundle()
        sequences = dict(session.keys.trusted().store.sequences)
    _write(call.joiner, file, data)
    if call.as_json:
        answer({"file": str(file), "bytes": len(data), "sequences": sequences})
    else:
        parts = ", ".join(f"{part} {sequence}" for part, sequence in sequences.items())
        click.echo(f"The bundle is in {file.name}: {parts or 'nothing yet'}.")
    return DONE


def _pin(file: Path | None) -> bytearray | None:
    if file is not None:
        return bytearray(read_bytes(file, "--pin-file").rstrip(b"\r\n"))
    text = os.environ.get("KBDESK_TOKEN_PIN")
    return None if text is None else bytearray(os.fsencode(text))


def _write(joiner: Joiner, file: Path, data: bytes) -> None:
    try:
        joiner.save(file, data)
    except OSError as error:
        raise EnvironmentFailedError(f"FILE: {file.name} cannot be written: {error.strerror}") from error
