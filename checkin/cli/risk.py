"""`checkin risk`: what the rules say of lines of text, so that anyone can measure them."""

import sys

import click

from checkin.cli.errors import NotReadable, database_away
from checkin.cli.opened import opened_store, storage_settings
from checkin.domain.risk import Detector, ready
from checkin.domain.risk.loading import RuleFault
from checkin.usecases.ports import Conflict, Unavailable

# What would end a cell or a line of the table, here or in a program that reads it.
ENDS = str.maketrans(dict.fromkeys("\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@click.group()
def risk() -> None:
    """Try the rules that recognise danger, and see how they did."""


@risk.command(short_help="Print what is found in each line of standard input.")
def check() -> None:
    """Read texts from standard input, one a line, and print what is found in each.

    One line for each: the level (none, concern, crisis), the ids of the rules that apply, the
    worst first and with commas between, and the text; with tabs between them. Input is UTF-8;
    what is not is a concern, as it is when the service receives it.
    """
    detector = _detector()
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        found = detector.assess(text)
        row = (found.level.word, ",".join(found.rules), text.translate(ENDS))
        click.echo("\t".join(row).encode())


@risk.command()
def verdicts() -> None:
    """Print how often coordinators judged each rule right, and wrong.

    One line for each rule that had a part in a text that was judged: its id, right and wrong, with
    tabs between them, below a line that names these. A verdict is about a text: all rules that
    were found in it share it. No text, number or name is shown.
    """
    try:
        with opened_store(storage_settings()) as store, store.look() as work:
            tallies = work.findings.tallies()
    except (Unavailable, Conflict):
        raise database_away() from None
    for row in (("rule", "right", "wrong"), *((t.rule, t.right, t.wrong) for t in tallies)):
        click.echo("\t".join(map(str, row)))


def _detector() -> Detector:
    try:
        return ready()
    except RuleFault as fault:
        raise NotReadable(str(fault)) from fault
