"""`checkin audit`: who did or saw what on the coordinators' page, checked and taken out."""

import csv
import sys
from pathlib import Path

import click

from checkin.cli.errors import CannotRun, NotReadable, database_away
from checkin.cli.opened import opened_store, storage_settings
from checkin.cli.writing import in_place_of
from checkin.usecases.auditing import exported
from checkin.usecases.auditing import verify as checked
from checkin.usecases.ports import Conflict, Unavailable

DOES_NOT_HOLD = CannotRun.exit_code
BROKEN = "THE AUDIT DOES NOT HOLD. docs/operating.md says what to do now."


@click.group()
def audit() -> None:
    """Check who did or saw what on the page, and export it."""


@audit.command(short_help="Write the whole audit to a CSV file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Write every row to FILE as CSV, oldest first: ids and words, no name, number or text.

    Only its owner can read the file. That it was taken out is the last row of it.
    """
    count = -1  # the names of the columns are no row
    try:
        with opened_store(storage_settings()) as store, in_place_of(file) as stream:
            writer = csv.writer(stream)
            for row in exported(store):
                writer.writerow(row)
                count += 1
    except (Unavailable, Conflict):
        raise database_away() from None
    except OSError as error:
        raise NotReadable(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"written: {file}, {count} rows")


@audit.command(short_help="Check that nothing in the audit was changed.")
def verify() -> None:
    """Check every row of the audit: that none was changed, moved or taken away.

    Ends with 0 if all of it holds. If not, it names the rows by their ids, and ends with 3.
    """
    try:
        with opened_store(storage_settings()) as store:
            found = checked(store)
    except (Unavailable, Conflict):
        raise database_away() from None
    for row_id, fault in found.faults.items():
        click.echo(f"row {row_id}: {fault}")
    if not found.ends_as_remembered:
        click.echo("the last rows are missing, or not those that were written")
    click.echo(f"{found.rows} rows: {'all of it holds' if found.holds else 'it does not hold'}")
    if not found.holds:
        click.echo(BROKEN, err=True)
        sys.exit(DOES_NOT_HOLD)
