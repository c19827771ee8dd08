"""`checkin doctor`: is everything as it should be, and if not, what is to be done?"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from checkin.cli.errors import CannotRun, NotDone
from checkin.usecases.examining import Remark, State

MARKS = {State.WRONG: "WRONG", State.WARNING: "warning", State.OK: "ok"}
WIDTH = max(map(len, MARKS.values()))


@click.command(short_help="Say what is not well, and what to do about it.")
@click.option("--quick", is_flag=True, help="Look at the end of the consent ledger, not at all.")
@click.option("--strict", is_flag=True, help="End with 1 if there are warnings.")
def doctor(quick: bool, strict: bool) -> None:
    """Look at everything the service needs, and say what to do about what is not well.

    What is wrong comes first: somebody is in trouble now, or would not be heard. A warning is
    trouble to come. Nothing is sent or changed, and nothing personal is shown. Ends with 0 if
    nothing is wrong, and with 3 if something is.
    """
    from checkin.cli.examined import examined  # the whole service: no other command waits for it

    remarks = list(examined(quick=quick))
    for line in told(remarks):
        click.echo(line)
    states = {remark.state for remark in remarks}
    if State.WRONG in states:
        sys.exit(CannotRun.exit_code)
    if strict and State.WARNING in states:
        sys.exit(NotDone.exit_code)


def told(remarks: Sequence[Remark]) -> Iterator[str]:
    """A line for each, the worst first, what to do below it, and one that sums up."""
    subjects = max(len(remark.subject) for remark in remarks)
    order = list(State)
    for remark in sorted(remarks, key=lambda remark: order.index(remark.state)):
        first, *more = remark.seen.splitlines()
        yield f"{MARKS[remark.state]:{WIDTH}}  {remark.subject:{subjects}}  {first}"
        below = (*more, *((f"-> {remark.do}",) if remark.do else ()))
        yield from (" " * (WIDTH + subjects + 4) + line for line in below)
    yield ""
    yield _sum(remarks)


def _sum(remarks: Iterable[Remark]) -> str:
    counts = Counter(remark.state for remark in remarks)
    if not counts[State.WRONG] and not counts[State.WARNING]:
        return "all is well"
    return f"{counts[State.WRONG]} wrong, {counts[State.WARNING]} to see to, {counts[State.OK]} ok"
