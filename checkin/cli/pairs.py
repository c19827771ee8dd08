"""`checkin pairs`: a round of matching, for coordinators to decide on."""

import click

from checkin.adapters.matching import Blossoms
from checkin.cli.errors import NotDone, database_away
from checkin.cli.opened import opened_store, storage_settings
from checkin.domain.pairing.matching import Shape
from checkin.usecases.matching import UnsoundMatching
from checkin.usecases.ports import Conflict, Unavailable
from checkin.usecases.proposing import propose as make_proposals


@click.group()
def pairs() -> None:
    """Bring members together who would like a buddy."""


@pairs.command(short_help="Propose pairs to coordinators.")
@click.option(
    "--shape",
    type=click.Choice([shape.value for shape in Shape]),
    default=Shape.PAIRS.value,
    help="pairs: equals. buddies: members and those signed off to look after others.",
)
def propose(shape: str) -> None:
    """Match everybody who waits for a buddy. Nobody is asked before a coordinator approves.

    Those for whom nobody is left are told so, at most once in four weeks.
    """
    try:
        with opened_store(storage_settings()) as store:
            made = make_proposals(store, Blossoms(), None, Shape(shape))
    except UnsoundMatching as error:
        raise NotDone(f"nothing is proposed, the matching breaks a rule: {error}") from None
    except (Unavailable, Conflict):
        raise database_away() from None
    click.echo(f"{made.waiting} waiting: {made.pairs} proposed, {made.told} told of the next round")
