"""One run: everybody is enrolled, time passes, the invariants are asked, and all is counted."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from checkin.adapters.sql.unit_of_work import SqlUnitOfWork
from checkin.simulation.calls import Calls
from checkin.simulation.carrier import SimulatedCarrier
from checkin.simulation.counting import Counted, count
from checkin.simulation.installation import Ground, install
from checkin.simulation.network import Network
from checkin.simulation.people import crowd
from checkin.simulation.people.coordinator import SimulatedCoordinator
from checkin.simulation.people.habits import DUTIES, HABITS
from checkin.simulation.people.member import SimulatedMember
from checkin.simulation.phones import Phones
from checkin.simulation.plan import Plan
from checkin.simulation.service import Queue, Service
from checkin.simulation.survey import Survey
from checkin.simulation.watch import Broken, Watch
from checkin.simulation.world import World

PASSES = 4  # times a day the clock passes whatever is due
QUIET = timedelta(hours=30)  # without faults at the end, so that everything can come to rest
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a plan. `broken` is None where everything held."""

    plan: Plan
    broken: Broken | None
    history: tuple[str, ...]
    asked: int  # how often an invariant was asked
    counted: Counted | None
    seconds: float


def run(ground: Ground, plan: Plan) -> Run:
    """Simulate `plan` on `ground`."""
    began = time.process_time()
    programme = Programme(ground, plan)
    broken, counted = None, None
    try:
        programme.begins()
        programme.lives()
        counted = count(programme.installation.evidence, plan, ground.organisation)
    except Broken as error:
        broken = error
    took = time.process_time() - began
    lines = tuple(programme.world.history.lines)
    return Run(plan, broken, lines, programme.watch.asked, counted, took)


class Programme:
    """Everything that takes part in one run, put together."""

    def __init__(self, ground: Ground, plan: Plan) -> None:
        self.ground = ground
        self.plan = plan
        self.world = World.made(plan.seed, plan.begins, plan.faults)
        carrier, queue = SimulatedCarrier(self.world), Queue(self.world)
        self.installation = install(
            ground, lambda: self.world.now, self.world.lives, carrier, queue
        )
        evidence = self.installation.evidence
        staff = plan.coordinators - len(plan.staff_left_out)
        survey = Survey(evidence, staff, covered=True)
        self.watch = Watch(evidence, survey, self.world.agenda)
        self.service = Service(self.world, self.installation, self.watch, plan.grid)
        self.phones = Phones()
        self.network = Network(self.world, self.phones, self.service, carrier)
        self.calls = Calls(self.world, self.network, self.service)
        queue.watch, queue.works = self.watch, self.service.works
        carrier.evidence, carrier.watch = evidence, self.watch
        carrier.travels = self.network.travels
        carrier.rings = self.calls.travels

    def begins(self) -> None:
        """Enrol everybody."""
        self._hires()
        services = self.installation.steady
        zone, now = self.ground.organisation.time_zone(), self.world.now
        people = crowd.crowd(self.plan, self.world.chance, zone, services.policy)
        with services.begin() as work:
            ids = crowd.enrol(_sql(work), people, now, services.policy)
        for one, member_id in zip(people, ids, strict=True):
            habit, number = HABITS[one.habit], one.enrolment.number
            member = SimulatedMember(
                self.world, str(one.place), number, habit, scale=services.policy.scale
            )
            member.network, member.calls = self.network, self.calls
            self.phones.give(number, member, member_id)
            member.lives(self.plan.weeks)
        self.watch.numbers = self.phones.numbers
        self.service.wakes_clock()

    def lives(self) -> None:
        """Let the weeks go by, and then a quiet time in which nothing new goes wrong."""
        for day in range(1, 7 * self.plan.weeks + 1):
            self._until_end_of(day)
        self.world.faults.over = True
        self.watch.unwell()
        self.world.agenda.run_until(self.world.now + QUIET)
        self.service.passes()
        self.watch.day_over()

    def _until_end_of(self, day: int) -> None:
        ends = self.plan.begins + DAY * day
        for part in range(PASSES - 1, -1, -1):
            self.world.agenda.run_until(ends - part * DAY / PASSES)
            self.service.passes()
        self.watch.day_over()

    def _hires(self) -> None:
        """The staff; on some seeds with a rota, on others all are on call at all times."""
        services, now = self.installation.steady, self.world.now
        rota = self.world.chance.draw("rota") < 1 / 2
        for place in range(self.plan.coordinators):
            if place in self.plan.staff_left_out:
                continue
            duty = DUTIES[(self.plan.seed + place) % len(DUTIES)]
            number = crowd.coordinator_number(place)
            staff = SimulatedCoordinator(self.world, f"Coordinator {place}", number, duty)
            staff.network, staff.service = self.network, self.service
            with services.begin() as work:
                staff.id = crowd.hire(_sql(work), staff.name, number, now, services.policy)
                if rota and place < 2:
                    who = "second" if place else "first"
                    crowd.put_on_call(_sql(work), staff.id, who, now)
            self.phones.give(number, staff)


def _sql(work: object) -> SqlUnitOfWork:
    return cast(SqlUnitOfWork, work)
