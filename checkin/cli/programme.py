"""`checkin report`: the numbers of the programme, for a spreadsheet."""

import click

from checkin.cli.errors import database_away
from checkin.cli.opened import opened_store, storage_settings
from checkin.domain.reporting.sheet import written
from checkin.usecases.ports import Conflict, Unavailable
from checkin.usecases.reporting import of_last_weeks

LONGEST = 104


@click.command(short_help="Print the numbers of the last weeks as CSV.")
@click.option(
    "--weeks",
    type=click.IntRange(1, LONGEST),
    default=12,
    show_default=True,
    help="How many, with the one that is under way.",
)
def report(weeks: int) -> None:
    """Print the numbers of the last weeks as CSV, the same as the page /admin/report has.

    One number a line: part, of, version, measure, value. Nobody is named, and groups of fewer than
    five people are not shown.
    """
    try:
        with opened_store(storage_settings()) as store:
            seen = of_last_weeks(store, weeks)
    except (Unavailable, Conflict):
        raise database_away() from None
    click.echo(written(seen), nl=False)
