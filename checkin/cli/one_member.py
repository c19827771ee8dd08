"""`checkin members add` and `move`: one member at a time, as a coordinator does it by hand."""

import sys

import click

from checkin.adapters.cipher import CannotOpen
from checkin.cli.errors import CannotRun, NotDone, NotReadable, database_away
from checkin.cli.members import NO_KEY
from checkin.cli.opened import opened_store, storage_settings, terms
from checkin.cli.report import told
from checkin.domain.importing.enrolment import COLUMNS, Wrong
from checkin.domain.importing.number import number_in
from checkin.domain.importing.sheet import Row
from checkin.domain.moving import CannotMove
from checkin.usecases.importing import import_rows
from checkin.usecases.moving import change_number
from checkin.usecases.ports import Conflict, Unavailable


@click.command(
    short_help="Enrol and invite one member.",
    epilog="docs/members-csv.md describes what each option may hold.",
)
@click.argument("phone")
@click.argument("name")
@click.option("--language", default="", help="The organisation's own if left out.")
@click.option("--time-zone", default="", help="Such as Africa/Nairobi.")
@click.option("--channel", default="", help="text or call.")
@click.option("--cadence", default="", help="daily, weekly, fortnightly or monthly.")
@click.option("--at", default="", help='Such as 10:00 or "Tue 10:00".')
@click.option("--consent-evidence", required=True, help="What proves their yes: a form, a call.")
def add(phone: str, name: str, **others: str) -> None:
    """Enrol one member and invite them once by text: nothing starts before they say yes."""
    row = dict.fromkeys(COLUMNS, "") | {"phone": phone, "name": name, **others}
    settings = storage_settings()
    try:
        with opened_store(settings) as store:
            report = import_rows(store, (Row(1, row),), terms(settings))
    except (Unavailable, Conflict):
        raise database_away() from None
    for line in told(report):
        click.echo(line)
    if report.bad:
        sys.exit(NotDone.exit_code)


@click.command(short_help="Give a member another number.")
@click.argument("old")
@click.argument("new")
@click.option("--name", default="", help="Whose number it was, if several members share it.")
@click.option("--evidence", required=True, help="How they told you: a call, a visit.")
def move(old: str, new: str, name: str, evidence: str) -> None:
    """Give the member on the number OLD the number NEW, with all that waits for them."""
    settings = storage_settings()
    country = terms(settings).country
    try:
        numbers = [number_in(value, country) for value in (old, new)]
    except Wrong as error:
        raise NotReadable(f"a number {error}") from None
    try:
        with opened_store(settings) as store:
            change_number(store, numbers[0], numbers[1], name, evidence)
    except CannotMove as error:
        raise NotDone(str(error)) from None
    except (Unavailable, Conflict):
        raise database_away() from None
    except CannotOpen:
        raise CannotRun(NO_KEY) from None
    click.echo("moved; what waits for them goes to the new number")
