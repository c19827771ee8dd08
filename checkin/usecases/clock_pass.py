"""One pass of the clock: who is past due? Decide again, in a listed order, and write it down.

Every step claims what it works on, so that any number of clocks may run; every step is safe to
repeat, so that a clock may be killed at any line. A step that fails does not stop the next ones.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from checkin.domain import silence
from checkin.domain.decision import Decision
from checkin.domain.invitation import run_out
from checkin.domain.talk.pausing import returned
from checkin.usecases import bonding, circling, looking_after, nudging
from checkin.usecases.delivery import deliver
from checkin.usecases.ports import Conflict, QueueAway, Services, Unavailable
from checkin.usecases.ports.people import Awaited
from checkin.usecases.ports.records import Waiting
from checkin.usecases.recordings import delete_outdated
from checkin.usecases.reporting import count_weeks
from checkin.usecases.settling import settle

BATCH = 1000  # members planned, or rows queued, in one transaction
JOB = 50  # outbox rows in one job

LAST = "queue_outbox"  # hands out what the steps before it have put there

Step = Callable[[Services], int]


def plan_check_ins(services: Services) -> int:
    """Open a check-in for everyone whose slot has come."""

    def once(now: datetime) -> int:
        with services.begin() as work:
            return work.check_ins.plan(now, services.policy, BATCH)

    return _until_fewer(services, once, BATCH)


def move_check_ins(services: Services) -> int:
    """Remind, call or give up where nobody has answered in time."""

    def once(now: datetime) -> int:
        with services.begin() as work:
            late = work.check_ins.past_deadline(now, BATCH)
            for one in late:
                decision = silence.deadline_passed(one, now, services.policy)
                decision = nudging.with_buddies(services, work, decision)
                work.apply(decision, now, services.policy)
            return len(late)

    return _until_fewer(services, once, BATCH)


def move_escalations(services: Services) -> int:
    """Page the next rung for what nobody took, and reopen what its holder let lapse."""

    def once(now: datetime) -> int:
        with services.begin() as work:
            late = work.escalations.past_deadline(now, BATCH)
            cover = work.escalations.cover() if late else None
            for before in late:
                if cover:
                    work.send(work.escalations.climbs(before, cover, now, services.policy), now)
            return len(late)

    return _until_fewer(services, once, BATCH)


def end_invitations(services: Services) -> int:
    """Let go of those who never answered their invitation."""

    def once(now: datetime) -> int:
        with services.begin() as work:
            over = work.people.invitations_over(now, BATCH)
            for member in over:
                work.apply(run_out(member), now, services.policy)
            return len(over)

    return _until_fewer(services, once, BATCH)


def end_pauses(services: Services) -> int:
    """Ask those again from their next slot on whose pause is over."""

    def once(now: datetime) -> int:
        with services.begin() as work:
            over = work.people.pauses_over(now, BATCH)
            for member in over:
                work.apply(Decision((returned(now, member),)), now, services.policy)
            return len(over)

    return _until_fewer(services, once, BATCH)


def count_spending(services: Services) -> int:
    """Count what this month's texts and calls cost, where that is limited."""
    if not services.policy.budget.monthly:
        return 0
    with services.begin() as work:
        return work.spendings.count(services.now())


def queue_outbox(services: Services) -> int:
    """Queue what may leave. What is urgent is handed over from here if no worker will come.

    That is so while the queue is away, and when it was queued before and still waits.
    """
    now = services.now()
    with services.begin() as work:
        ready = work.outbox.ready(now, BATCH)
    overdue = [row.id for row in ready if row.urgent and row.again]
    ready = [row for row in ready if row.id not in overdue]
    try:
        for urgent, rows in _jobs(ready):
            services.wake.deliver([row.id for row in rows], urgent=urgent)
    except QueueAway:
        with services.begin() as work:
            work.outbox.unqueue([row.id for row in ready])
        overdue += [row.id for row in ready if row.urgent]
        ready = []
    return len(ready) + sum(deliver(services, overdue).values())


STEPS: Mapping[str, Step] = {
    "watch": looking_after.watch,  # first: what comes after it makes the clock look well
    "plan_check_ins": plan_check_ins,
    "move_check_ins": move_check_ins,
    "move_escalations": move_escalations,
    "keep_promises": looking_after.keep_promises,
    "open_follow_ups": looking_after.open_follow_ups,
    "remind_of_shifts": looking_after.remind_of_shifts,
    "ask_whose_turn": nudging.ask_whose_turn,
    "move_nudges": nudging.move_nudges,
    "hold_offers": bonding.hold_offers,
    "move_pairings": bonding.move_pairings,
    "part_who_left": bonding.part_who_left,
    "end_invitations": end_invitations,
    "end_pauses": end_pauses,
    "open_rounds": circling.open_rounds,
    "end_rounds": circling.end_rounds,
    "count_spending": count_spending,
    "settle": settle,
    "queue_outbox": queue_outbox,
    "count_weeks": count_weeks,
    "delete_recordings": delete_outdated,  # last: it waits for the carrier
}

WAITS_FOR: Mapping[str, Awaited] = {  # a step that is not named here runs in every pass
    "plan_check_ins": Awaited.SLOTS,
    "move_check_ins": Awaited.CHECK_INS,
    "move_escalations": Awaited.ESCALATIONS,
    "keep_promises": Awaited.PROMISES,
    "open_follow_ups": Awaited.FOLLOW_UPS,
    "end_invitations": Awaited.INVITATIONS,
    "end_pauses": Awaited.PAUSES,
    "ask_whose_turn": Awaited.TURNS,
    "move_nudges": Awaited.NUDGES,
    "hold_offers": Awaited.OFFERS,
    "move_pairings": Awaited.PAIRINGS,
    "part_who_left": Awaited.BONDS,
    "open_rounds": Awaited.ROUNDS,
    "end_rounds": Awaited.DIGESTS,
    "settle": Awaited.ATTEMPTS,
    "queue_outbox": Awaited.OUTBOX,
    "delete_recordings": Awaited.RECORDINGS,
}


def run(services: Services, failed: Callable[[str, Exception], None]) -> dict[str, int]:
    """One pass: how much each step did. `failed` is told of a step that could not be done.

    A step for which nothing is due is left out: it would lock, and find nothing. The pass is only
    written down as done when every step was.
    """
    done: dict[str, int] = {}
    whole = True
    idle = _idle(services)
    for name, step in STEPS.items():
        if name in idle and not (name == LAST and any(done.values())):
            done[name] = 0
            continue
        try:
            done[name] = step(services)
        except Exception as error:
            whole = False
            failed(name, error)
    if whole:
        with services.begin() as work:
            work.pulse.beat(services.now())
    return done


def _idle(services: Services) -> frozenset[str]:
    """The steps for which nothing is due; none where that cannot be seen."""
    try:
        with services.look() as work:
            due = work.pulse.due(services.now())
    except (Conflict, Unavailable):
        return frozenset()
    return frozenset(name for name, what in WAITS_FOR.items() if what not in due)


def _until_fewer(services: Services, once: Callable[[datetime], int], limit: int) -> int:
    """Repeat a batch until it comes back short; a conflict leaves the rest to the next pass."""
    total = 0
    while True:
        try:
            did = once(services.now())
        except Conflict:
            return total
        total += did
        if did < limit:
            return total


def _jobs(ready: list[Waiting]) -> Iterator[tuple[bool, list[Waiting]]]:
    """Batches of one urgency, urgent ones first."""
    for urgent, group in groupby(ready, key=lambda row: row.urgent):
        rows = list(group)
        for start in range(0, len(rows), JOB):
            yield urgent, rows[start : start + JOB]
