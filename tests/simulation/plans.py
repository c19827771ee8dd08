"""The runs that are made again and again, and that defects must be caught in."""

import json
from datetime import timedelta

from checkin.settings import Organisation
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.simulation.installation import Ground
from checkin.simulation.plan import Plan
from checkin.simulation.programme import run

GRID = timedelta(minutes=5)
BOUND = 3  # seeds in which a defect must be caught, from the one that its patch names


def ground() -> Ground:
    """The ground of the demo's organisation."""
    return Ground.of(Organisation.load(DEMO_ORGANISATION))


def for_seeds(seed: int) -> Plan:
    """One of many: everything goes wrong, for 50 weeks of a member."""
    return Plan(members=50, weeks=1, seed=seed, grid=GRID)


def caught(first: int) -> list[str]:
    """In which seed from there on an invariant breaks, and which; empty where none does."""
    here = ground()
    for seed in range(first, first + BOUND):
        if broken := run(here, for_seeds(seed)).broken:
            return [json.dumps({"seed": seed, "rule": broken.rule, "told": broken.told})]
    return []
