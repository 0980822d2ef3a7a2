"""``kbdesk init``: make a desk's data folder."""

from __future__ import annotations

from pathlib import Path

import click

from kbdesk.cli.joiner import InputError, Joiner
from kbdesk.cli.main import DONE, answer, data_option, json_option


@click.command()
@data_option
@json_option
@click.option("--crossing", default="jarinje", help="Key of the crossing.")
@click.option("--desk", default="2", help="1-9 or A-Z; given once and never again.")
@click.option("--shelf", default="seeds", help="The set of books the desk obeys.")
@click.option("--drill", is_flag=True, help="For training: its own clock and signer, DRILL on every paper.")
@click.pass_obj
def init(
    joiner: Joiner, *, data: Path | None, as_json: bool, crossing: str, desk: str, shelf: str, drill: bool
) -> int:
    """Make a desk: encrypted store, officers, reference data."""
    if not drill:
        raise InputError("--drill: only drill desks can be made so far; a real desk needs a signer from the ceremony")
    made = joiner.init(data or joiner.default_data(), crossing=crossing, desk=desk, shelf=shelf)
    if as_json:
        officers = [{"name": n, "role": r, "password": p} for n, r, p in made.officers]
        answer(
            {
                "data": str(made.data),
                "crossing": made.crossing,
                "desk": made.desk,
                "shelf": made.shelf,
                "officers": officers,
            }
        )
        return DONE
    click.echo(f"Drill desk {made.desk} at {made.crossing}, shelf {made.shelf}, in {made.data}")
    for name, role, password in made.officers:
        click.echo(f"  {name:<12} {role:<12} {password}")
    return DONE
