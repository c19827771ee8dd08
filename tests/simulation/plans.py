"""The runs that are made again and again, and that defects must be caught in."""

import json
import sys
from datetime import timedelta

from checkin.settings import Organisation
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.simulation.installation import Ground
from checkin.simulation.plan import Plan
from checkin.simulation.programme import run

GRID = timedelta(minutes=5)
BOUND = 6  # seeds in which a defect must be caught
DEFECTS = range(1, BOUND + 1)


def ground() -> Ground:
    """The ground of the demo's organisation."""
    return Ground.of(Organisation.load(DEMO_ORGANISATION))


def for_seeds(seed: int) -> Plan:
    """One of many: everything goes wrong, for 50 weeks of a member."""
    return Plan(members=50, weeks=1, seed=seed, grid=GRID)


def for_defects(seed: int) -> Plan:
    """One of a few: everything goes wrong, long enough for what takes its time."""
    return Plan(members=40, weeks=2, seed=seed, grid=GRID)


def caught() -> None:
    """Print in which seed an invariant breaks first, and which; nothing where none does."""
    here = ground()
    for seed in DEFECTS:
        if broken := run(here, for_defects(seed)).broken:
            print(json.dumps({"seed": seed, "rule": broken.rule, "told": broken.told}))
            sys.stdout.flush()
            return
