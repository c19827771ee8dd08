"""The service's processes: web, workers and clock, each of which may die between two effects."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from checkin.simulation.faults import Fault
from checkin.simulation.installation import Installation
from checkin.simulation.killing import Killed
from checkin.simulation.watch import Watch
from checkin.simulation.world import World
from checkin.usecases import clock_pass, delivery
from checkin.usecases.ports import Conflict, QueueAway, Services, Unavailable

Result = TypeVar("Result")
EFFECTS = 8  # a process that is killed lives through fewer than these
FIRST_JOB, LAST_JOB = timedelta(seconds=1), timedelta(seconds=4)
MIDNIGHT = datetime.min.time()


class Queue:
    """The queue: it keeps wake-ups for workers, loses some, and is away at times."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.watch: Watch
        self.works: Callable[[Sequence[int]], None]
        self._jobs = 0

    def deliver(self, outbox_ids: Sequence[int], *, urgent: bool) -> None:
        """Queue one job for this batch. Raises `QueueAway`."""
        if not self.answers():
            self.watch.unwell()
            raise QueueAway
        self.world.lives.effect()
        self.watch.queued(outbox_ids)
        self._jobs += 1
        ids, key = tuple(outbox_ids), (self.world.now, self._jobs)
        if self.world.faults.strikes(Fault.QUEUE_LOSS, *key):
            self.world.history.tells(f"queue: the wake-up for rows {_told(ids)} is lost")
        else:
            delay = self.world.chance.span(FIRST_JOB, LAST_JOB, "job", *key)
            self.world.agenda.after(delay, lambda: self.works(ids))
        self.world.lives.effect()

    def answers(self) -> bool:
        """Whether the queue can be reached now."""
        return not self.world.faults.lasts(Fault.QUEUE_AWAY, self.world.now)


class Service:
    """What starts a part of the service, and what is looked at whenever one has ended."""

    def __init__(
        self, world: World, installation: Installation, watch: Watch, grid: timedelta
    ) -> None:
        self.world = world
        self.services: Services = installation.services
        self.evidence = installation.evidence
        self.watch = watch
        self.grid = grid
        self._planned: datetime | None = None
        self._passed = world.now
        self._runs = 0

    def answers(
        self, what: str, request: Callable[[Services], Result], *names: object
    ) -> Result | None:
        """What the web makes of a request; None if it gave no answer, or none with 2xx."""
        if self.world.faults.lasts(Fault.WEB_DOWN, self.world.now):
            return None
        return self.runs(what, request, *names)

    def runs(self, what: str, work: Callable[[Services], Result], *names: object) -> Result | None:
        """What came of `work` in a process of its own; None if it died, or had to give up."""
        effects = None
        if self.world.faults.strikes(Fault.KILL, what, *names):
            effects = int(EFFECTS * self.world.chance.draw("effects", what, *names))
        try:
            with self.world.lives.of_a_process(effects):
                return work(self.services)
        except Killed:
            self.world.history.tells(f"{what}: killed after {effects} effects")
        except (Conflict, Unavailable) as error:
            self.world.history.tells(f"{what}: gave up, {type(error).__name__}")
        except Exception as error:
            self.watch.failed(what, error)
        finally:
            self.watch.stepped()
            self.wakes_clock()
        return None

    def works(self, outbox_ids: Sequence[int]) -> None:
        """A worker takes up a job."""
        self._runs += 1

        def job(services: Services) -> None:
            came_to = delivery.deliver(services, outbox_ids)
            self.world.history.tells(f"worker: rows {_told(outbox_ids)}: {dict(came_to)}")

        self.runs("worker", job, self.world.now, self._runs)

    def wakes_clock(self) -> None:
        """Have the clock pass when something is due: passes in between would do nothing."""
        due = self.evidence.due()
        if due is not None:
            self._plans(max(due, self._passed + self.grid))

    def passes(self) -> None:
        """The clock passes, unless nobody runs it."""
        now = self._passed = self.world.now
        self._planned = None
        if self.world.faults.lasts(Fault.CLOCK_DOWN, now):
            self.watch.unwell()
            self._plans(now + self.grid)
            return
        passed = self.runs("clock", self._pass, now)
        if passed is None:
            self.watch.unwell()

    def _pass(self, services: Services) -> bool:
        done = clock_pass.run(services, self._failed)
        did = {name: count for name, count in done.items() if count}
        if did:
            self.world.history.tells(f"clock: {did}")
        return True

    def _failed(self, step: str, error: Exception) -> None:
        if isinstance(error, (Conflict, Unavailable)):
            self.world.history.tells(f"clock: {step} gave up")
            return
        self.watch.failed(f"the clock's step {step}", error)

    def _plans(self, due: datetime) -> None:
        """Plan a pass for the next moment at which the clock looks."""
        begins = datetime.combine(due.date(), MIDNIGHT, due.tzinfo)
        at = begins + -((begins - due) // self.grid) * self.grid
        if self._planned is None or at < self._planned:
            self._planned = at
            self.world.agenda.at(at, lambda: self._passes_if(at))

    def _passes_if(self, planned: datetime) -> None:
        if self._planned == planned:
            self.passes()


def _told(outbox_ids: Sequence[int]) -> str:
    return ", ".join(map(str, outbox_ids)) if len(outbox_ids) < 6 else f"{len(outbox_ids)} rows"
