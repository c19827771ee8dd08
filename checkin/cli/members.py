"""`checkin members`: in from a CSV file, and out into one."""

import codecs
import csv
import sys
from pathlib import Path
from typing import TextIO

import click

from checkin.adapters.cipher import CannotOpen
from checkin.cli.errors import CannotRun, NotDone, NotReadable, database_away
from checkin.cli.opened import OpenedStore, opened_store, storage_settings, terms
from checkin.cli.progress import progress
from checkin.cli.report import told
from checkin.cli.writing import in_place_of
from checkin.domain.importing.enrolment import COLUMNS
from checkin.domain.importing.sheet import Sheet, Unreadable, read_sheet
from checkin.usecases.exporting import export_members
from checkin.usecases.importing import import_members
from checkin.usecases.ports import Conflict, Unavailable

IN_PART = "see that it runs, and import the same file again: what was loaded is not loaded twice"
NO_KEY = "no data key in CHECKIN_DATA_KEYS opens what the database holds"


@click.group()
def members() -> None:
    """Bring members in from a CSV file, or write them to one."""


@members.command("import", epilog="docs/members-csv.md describes the columns.")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Enrol the members in FILE and invite each of them once by text.

    Every row that cannot be loaded is told with its line and all its reasons, and the others are
    loaded; rows of members who are enrolled already change nothing. Ends with 0 if there was no
    bad row, 1 if there was one, 2 if the file cannot be read, 3 if the database cannot be used.
    """
    settings = storage_settings()
    sheet = _sheet(file)
    total = sum(1 for _ in sheet.rows())
    try:
        with opened_store(settings) as store, progress("members", total) as done:
            report = import_members(store, sheet, terms(settings), done)
    except (Unavailable, Conflict):
        raise database_away(IN_PART) from None
    except CannotOpen:
        raise CannotRun(NO_KEY) from None
    for line in told(report):
        click.echo(line)
    if report.bad:
        sys.exit(NotDone.exit_code)


@members.command("export", short_help="Write the members to FILE, or to standard output.")
@click.argument("file", type=click.Path(path_type=Path), default="-")
def export(file: Path) -> None:
    """Write the members to FILE, or to standard output, with the columns that import reads.

    FILE is replaced, and only its owner can read it. Members who have left and phones that have
    stopped are left out: importing them elsewhere would invite them again.
    """
    try:
        with opened_store(storage_settings()) as store:
            if str(file) == "-":
                _write(codecs.getwriter("utf-8")(sys.stdout.buffer), store)
            else:
                _write_file(file, store)
    except (Unavailable, Conflict):
        raise database_away() from None
    except CannotOpen:
        raise CannotRun(NO_KEY) from None


def _sheet(file: Path) -> Sheet:
    try:
        return read_sheet(file.read_bytes())
    except OSError as error:
        raise NotReadable(f"{file} cannot be read: {error.strerror}") from None
    except Unreadable as error:
        raise NotReadable(f"nothing was loaded from {file}:\n{error}") from None


def _write_file(file: Path, store: OpenedStore) -> None:
    try:
        with in_place_of(file) as stream:
            _write(stream, store)
    except OSError as error:
        raise NotReadable(f"{file} cannot be written: {error.strerror}") from None


def _write(stream: TextIO | codecs.StreamWriter, store: OpenedStore) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(export_members(store))
    stream.flush()
