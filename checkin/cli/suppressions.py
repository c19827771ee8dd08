"""`checkin suppressions`: who has stopped us, kept apart from backups, and made known again."""

import re
from pathlib import Path

import click

from checkin import bootstrap
from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.suppressions import stopped_numbers
from checkin.adapters.time import system_now
from checkin.cli.errors import CannotRun, NotDone, NotReadable, database_away
from checkin.cli.opened import opened_engine, opened_store, service_settings, storage_settings
from checkin.cli.writing import in_place_of
from checkin.usecases import suppressions as flow
from checkin.usecases.ports import Conflict, NotHanded, Unavailable

NUMBER = re.compile(r"\+[0-9]{5,15}")
NO_MARK = "no backup was restored here: there is nothing to replay"


@click.group()
def suppressions() -> None:
    """Who has stopped us: listed, and replayed after a restore."""


@suppressions.command(short_help="Write the numbers of all who have stopped us to a file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Write the number of every line that has stopped us to FILE, one a line, for its owner only.

    Taken out daily and kept apart from backups, it knows of stops that a backup does not.
    """
    settings = storage_settings()
    cipher = Cipher(settings.data_keys, settings.secret_key)
    count = 0
    try:
        with opened_engine(settings) as engine, in_place_of(file) as stream:
            for number in stopped_numbers(engine, cipher):
                stream.write(f"{number}\n")
                count += 1
    except OSError as error:
        raise NotReadable(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"written: {file}, {count} numbers")


@suppressions.command(short_help="Make the stops since a restored backup known.")
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False
)
def replay(file: Path | None) -> None:
    """Read the carrier's list of texts since the backup and write down every STOP among them.

    With FILE, one number a line, the numbers in it instead. Can be run as often as one likes.
    """
    settings = service_settings()
    services = bootstrap.services(settings)
    try:
        if file is not None:
            click.echo(f"{flow.stop_all(services, _numbers(file))} numbers are stopped")
            return
        with services.look() as work:
            since = work.pulse.restored_to()
        if since is None:
            raise NotDone(NO_MARK)
        found = flow.replay(services, bootstrap.carrier(settings), since)
    except NotHanded as error:
        raise CannotRun(f"the carrier does not tell ({error.code}): try again") from None
    except (Unavailable, Conflict):
        raise database_away() from None
    finally:
        services.close()
    click.echo(f"{found.texts} texts since {since:%Y-%m-%d %H:%M} UTC, {found.stops} stops")


@suppressions.command(short_help="Let a restored database send again.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def release(yes: bool) -> None:
    """Let a restored database send again, once every stop since the backup is known to it."""
    settings = storage_settings()
    try:
        with opened_store(settings) as store, store.begin() as work:
            since = work.pulse.restored_to()
            if since is None:
                raise NotDone(NO_MARK)
            if not yes:
                asked = f"Is every stop since {since:%Y-%m-%d %H:%M} UTC known here, by call too?"
                click.confirm(asked, abort=True)
            work.pulse.stops_replayed()
    except (Unavailable, Conflict):
        raise database_away() from None
    click.echo(f"released at {system_now():%H:%M} UTC: what is not stale leaves now")


def _numbers(file: Path) -> list[str]:
    """The numbers in a file. Ends the command if one is none, and names its line alone."""
    numbers = []
    for place, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not NUMBER.fullmatch(line.strip()):
            raise NotReadable(f"{file}, line {place}: write a number in E.164, as +12125550142")
        numbers.append(line.strip())
    return numbers
