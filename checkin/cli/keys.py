"""`checkin keys`: the data keys that people's numbers, names and words are sealed with."""

import sys
from collections.abc import Iterator

import click

from checkin.cli.errors import NotDone, database_away
from checkin.cli.opened import opened_fields, storage_settings
from checkin.cli.progress import progress
from checkin.usecases.ports import Conflict, Unavailable
from checkin.usecases.resealing import Resealed, reseal

IN_PART = "see that it runs, and run this again: what was sealed anew is passed over"
KEEP = (
    "{count} of the consent ledger's rows are sealed with older keys, and the ledger is never\n"
    "changed: keep the older keys in CHECKIN_DATA_KEYS for as long as those rows are needed."
)
MAY_GO = (
    "Nothing else needs an older key: they may go once every process runs with the newest one\n"
    "and this command finds nothing more to seal."
)


@click.group()
def keys() -> None:
    """Look after the keys that people's data is sealed with."""


@keys.command()
def rotate() -> None:
    """Seal numbers, names and texts anew with the newest data key.

    Put the new key first in CHECKIN_DATA_KEYS, leave the older ones behind it, start every
    process of the service anew, and then run this. It can be stopped and run again. The consent
    ledger cannot be changed: its rows keep the key they were sealed with.
    """
    settings = storage_settings()
    try:
        with opened_fields(settings) as fields, progress("sealed", fields.rows()) as done:
            outcome = reseal(fields, done)
    except (Unavailable, Conflict):
        raise database_away(IN_PART) from None
    for line in _told(outcome):
        click.echo(line)
    if outcome.lost:
        sys.exit(NotDone.exit_code)


def _told(outcome: Resealed) -> Iterator[str]:
    for column, ids in outcome.lost.items():
        yield f"{column}: no data key opens the rows with the ids {', '.join(map(str, ids))}"
    yield f"{outcome.resealed} values sealed anew, {outcome.newest} had the newest key already"
    if outcome.in_ledger:
        yield KEEP.format(count=outcome.in_ledger)
    elif not outcome.lost:
        yield MAY_GO
