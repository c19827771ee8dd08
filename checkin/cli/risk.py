"""`checkin risk`: what the rules say of lines of text, so that anyone can measure them."""

import sys

import click

from checkin.cli.errors import NotReadable
from checkin.domain.risk import Detector, ready
from checkin.domain.risk.loading import RuleFault

# What would end a cell or a line of the table, here or in a program that reads it.
ENDS = str.maketrans(dict.fromkeys("\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@click.group()
def risk() -> None:
    """Try the rules that recognise danger in a text."""


@risk.command()
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


def _detector() -> Detector:
    try:
        return ready()
    except RuleFault as fault:
        raise NotReadable(str(fault)) from fault
