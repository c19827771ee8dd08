"""`checkin simulate`: weeks of a programme in a minute, before anybody is enrolled."""

from pathlib import Path

import click

from checkin.cli.errors import CannotRun
from checkin.settings import Organisation
from checkin.settings.organisation import OrganisationError
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.simulation import report
from checkin.simulation.faults import ALL, Fault
from checkin.simulation.installation import Ground
from checkin.simulation.plan import Plan
from checkin.simulation.programme import Run, run
from checkin.simulation.shrinking import smallest

MOST = 50_000  # numbers that the crowd has
BROKEN = 1
KINDS = ("all", "none", *sorted(fault.value for fault in Fault))


@click.command(short_help="Simulate weeks of a programme, and say what they come to.")
@click.option("--members", type=click.IntRange(1, MOST), default=100, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 520), default=4, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same run.")
@click.option("--coordinators", type=click.IntRange(0, 50), default=3, show_default=True)
@click.option(
    "--faults",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    default=("none",),
    show_default=True,
    help="What goes wrong meanwhile; may be given several times.",
)
@click.option(
    "--organisation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DEMO_ORGANISATION,
    help="Its TOML file; the demo's own if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def simulate(
    members: int,
    weeks: int,
    seed: int,
    coordinators: int,
    kinds: tuple[str, ...],
    organisation: Path,
    as_json: bool,
) -> None:
    """Simulate weeks of a programme with made-up people, and say what they come to.

    The service's own rules, texts and database code run in memory, against the clock; nothing is
    sent, and no setting but the organisation's file is read. The numbers are for planning: how many
    texts and calls, what they cost, and what coordinators have to do.
    """
    plan = Plan(members, weeks, seed, _faults(kinds), coordinators)
    ground = Ground.of(_organisation(organisation))
    came_to = run(ground, plan)
    if came_to.broken:
        came_to = smallest(came_to, lambda plan: run(ground, plan))
    _print(came_to, as_json=as_json)
    if came_to.broken:
        raise SystemExit(BROKEN)


def _print(came_to: Run, *, as_json: bool) -> None:
    if as_json:
        click.echo(report.as_json(came_to))
        return
    if came_to.broken or came_to.counted is None:
        lines = list(report.failure(came_to))
    else:
        lines = [*report.table(came_to.counted), _checked(came_to)]
    for line in lines:
        click.echo(line)


def _checked(came_to: Run) -> str:
    speed = came_to.plan.member_weeks / max(came_to.seconds, 0.001)
    return (
        f"every rule held, asked {came_to.asked:,} times; {speed:,.0f} weeks of a member a second"
    )


def _faults(kinds: tuple[str, ...]) -> frozenset[Fault]:
    if "all" in kinds:
        return ALL
    return frozenset(Fault(kind) for kind in kinds if kind != "none")


def _organisation(path: Path) -> Organisation:
    try:
        return Organisation.load(path)
    except OrganisationError as error:
        raise CannotRun(str(error)) from None
