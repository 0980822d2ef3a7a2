"""The commands that exist, joined into one group; without a command the window opens."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kbdesk.cli.backup import backup, restore
from kbdesk.cli.crossing import crossing
from kbdesk.cli.custody import custody
from kbdesk.cli.fees import fees
from kbdesk.cli.init import init
from kbdesk.cli.joiner import InputError, Joiner
from kbdesk.cli.keys import keys
from kbdesk.cli.late import late
from kbdesk.cli.ledger import ledger
from kbdesk.cli.main import at_option, data_option
from kbdesk.cli.mrz import mrz
from kbdesk.cli.officers import officers
from kbdesk.cli.paper import paper
from kbdesk.cli.passage import passage
from kbdesk.cli.print import print_group
from kbdesk.cli.retention import retention
from kbdesk.cli.returns import hand_back
from kbdesk.cli.rules import rules
from kbdesk.cli.search import search
from kbdesk.cli.settings import settings
from kbdesk.cli.shift import shift
from kbdesk.cli.stock import stock
from kbdesk.cli.verify import verify
from kbdesk.cli.watchlist import watchlist


@click.group(invoke_without_command=True)
@data_option
@at_option
@click.version_option(package_name="kbdesk")
@click.pass_context
def kbdesk(context: click.Context, data: Path | None, at: datetime | None) -> int:
    """The border desk. Without a command it opens the window."""
    if context.invoked_subcommand is not None:
        if data is not None or at is not None:
            raise InputError(f"--data and --at: say them after {context.invoked_subcommand}")
        return 0
    joiner: Joiner = context.obj
    return joiner.window(data or joiner.default_data(), at)


for _command in (
    *(init, passage, hand_back, custody, mrz, verify, rules, watchlist, search, shift, crossing, fees, late, ledger),
    *(stock, print_group, paper, keys, backup, restore),
    *(officers, retention, settings),
):
    kbdesk.add_command(_command)
