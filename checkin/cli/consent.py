"""`checkin consent`: what people agreed to, shown so that somebody else can check it."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import phonenumbers

from checkin.adapters.time import DemoClock, system_now
from checkin.cli.errors import CannotRun, NotDone, NotReadable, database_away
from checkin.cli.opened import opened_ledger, storage_settings
from checkin.cli.progress import progress
from checkin.cli.writing import in_place_of
from checkin.settings import Organisation, StorageSettings
from checkin.usecases.ports import Conflict, Unavailable
from checkin.usecases.proving import Proof, Walked, prove, walk

DOES_NOT_HOLD = CannotRun.exit_code
NOT_A_NUMBER = "is not a phone number: write it with + and its country code, as in +12125550142"
NOBODY = "nothing was ever written down about this number: there is no consent to prove"
BROKEN = (
    "THE LEDGER OF THIS NUMBER DOES NOT HOLD: something in it was changed, or is missing.\n"
    "The proof says where. docs/consent.md says what to do now."
)


@click.group()
def consent() -> None:
    """Prove what people agreed to, and check the ledger of it."""


@consent.command(short_help="Write all that is known of one number's consent to a file.")
@click.argument("number")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where to write it; - is standard output.",
    show_default="consent-proof-TIME.json, in this folder",
)
def proof(number: str, out: Path | None) -> None:
    """Write a proof for NUMBER: every event, the words as shown, and whether all of it holds.

    The file is JSON, explains itself, and only its owner can read it. A number without country
    code is of the organisation's country. Ends with 3, and still writes the file, when something
    in the ledger was changed or is missing; with 1 when nothing is known of the number.
    """
    settings = storage_settings()
    now = _now(settings)
    organisation = settings.organisation
    wanted = _number(number, organisation.country)
    try:
        with opened_ledger(settings) as ledger:
            made = prove(ledger, wanted, _described(organisation, now), now)
    except (Unavailable, Conflict):
        raise database_away() from None
    if made is None:
        raise NotDone(NOBODY)
    file = out or Path(f"consent-proof-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json")
    _write(file, made)
    if not made.holds:
        click.echo(BROKEN, err=True)
        sys.exit(DOES_NOT_HOLD)


@consent.command(short_help="Check the whole ledger.")
def verify() -> None:
    """Check every line of the ledger: that no row was changed, moved or taken away.

    Ends with 0 if all of it holds. If not, it names the lines by their ids, and ends with 3.
    """
    try:
        with opened_ledger(storage_settings()) as ledger, progress("lines", ledger.lines()) as done:
            walked = walk(ledger, done)
    except (Unavailable, Conflict):
        raise database_away() from None
    for line in _told(walked):
        click.echo(line)
    if not walked.holds:
        click.echo("THE LEDGER DOES NOT HOLD. docs/consent.md says what to do now.", err=True)
        sys.exit(DOES_NOT_HOLD)


def _now(settings: StorageSettings) -> datetime:
    return DemoClock(settings.demo_clock)() if settings.demo_clock else system_now()


def _number(value: str, country: str) -> str:
    """The number in E.164. Landlines count: calls may have come from there."""
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        raise click.BadParameter(NOT_A_NUMBER, param_hint="NUMBER") from None
    if not phonenumbers.is_possible_number(number):
        raise click.BadParameter(NOT_A_NUMBER, param_hint="NUMBER")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _described(organisation: Organisation, now: datetime) -> dict[str, str]:
    urgent = organisation.urgent(now.date())
    named = ", ".join(
        f"{how} {number}" for how, number in urgent.said(organisation.language).values
    )
    return {
        "name": organisation.name,
        "country": organisation.country,
        "phone": organisation.phone,
        "helpline": urgent.words or named,
        "emergency": urgent.emergency,
    }


def _write(file: Path, made: Proof) -> None:
    written = json.dumps(made.content, indent=2) + "\n"
    if str(file) == "-":
        click.echo(written, nl=False)
        return
    try:
        with in_place_of(file) as stream:
            stream.write(written)
    except OSError as error:
        raise NotReadable(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"written: {file}")


def _told(walked: Walked) -> Iterator[str]:
    """A line for each fault, by ids alone, and one that sums up."""
    for line_id in walked.broken:
        for row_id, faults in walked.faults.get(line_id, {}).items():
            yield f"line {line_id}: event {row_id}: {', '.join(faults)}"
        if line_id in walked.heads:
            yield f"line {line_id}: its last events are missing, or not those that were written"
    if walked.unread:
        yield f"{walked.unread} events have evidence that no data key opens; their chains hold it"
    if walked.waiting:
        yield f"{walked.waiting} events are not chained yet: an older release wrote them"
    found = f"{len(walked.broken)} do not hold" if walked.broken else "all of it holds"
    yield f"{walked.lines} lines, {walked.rows} events: {found}"
