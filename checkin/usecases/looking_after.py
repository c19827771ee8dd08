"""Steps of the clock that look after what was promised, who is next, and the service itself."""

from dataclasses import replace

from checkin.domain.budget import Purse
from checkin.domain.decision import Decision, EscalationChanged
from checkin.domain.duty import loop
from checkin.domain.escalation import REMINDED, EscalationKind, OnCall, Raised, pages, trouble
from checkin.domain.member import WITH_US
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.schedule import zone_named
from checkin.usecases.health import due_next
from checkin.usecases.ports import Services

BATCH = 200
LATE = "page.late"


def keep_promises(services: Services) -> int:
    """Where nobody was in touch by the time that was named, the member hears so honestly."""
    now = services.now()
    with services.begin() as work:
        broken = work.duty.promises_broken(now, BATCH)
        staff = {person.coordinator_id: person for person in work.escalations.cover().staff}
        for item in broken:
            before = item.escalation
            if item.member is None:
                continue
            after = loop.without_promise(before)
            if before.taken_by is None:  # nobody has it: the next ones are told at once
                after = replace(after, act_after=now)
            changed = EscalationChanged(before, after, "late")
            holder = [staff[before.taken_by]] if before.taken_by in staff else []
            told = _again(before.id, before.kind, holder, services)
            send = (loop.late(before, item.member, now), *told)
            work.apply(Decision((changed,), send), now, services.policy)
    return len(broken)


def open_follow_ups(services: Services) -> int:
    """After a danger somebody looks in again, unless the member has left or stopped us (R107)."""
    now = services.now()
    with services.begin() as work:
        due = work.duty.follow_ups_due(now, BATCH)
        for member_id, _ in due:
            card = work.desk.card(member_id)
            if card is None or card.stopped or card.member.state not in WITH_US:
                work.duty.end_follow_ups(member_id, now)
                continue
            raised = Raised(EscalationKind.FOLLOW_UP, member_id)
            work.apply(Decision((raised,)), now, services.policy)
    return len(due)


def remind_of_shifts(services: Services) -> int:
    """Who is on call next is reminded, and confirms by one word."""
    now = services.now()
    with services.begin() as work:
        cover = work.escalations.cover()
        lines = {person.coordinator_id: person.line_id for person in cover.staff}
        told = 0
        for turn in cover.to_remind_of(work.duty.told_after(now), now, REMINDED):
            if turn.reminded_from > now or not work.duty.told_of(*turn.key, now):
                continue
            line_id = lines[turn.shift.coordinator_id]
            local = turn.starts_at.astimezone(zone_named(turn.shift.time_zone))
            values = (("day", local.date().isoformat()), ("time", local.strftime("%H:%M")))
            reminder = Outgoing(
                Kind.STAFF, Subject(line_id), "staff.shift", now, turn.ends_at, values
            )
            work.send((reminder,), now)
            told += 1
    return told


def watch(services: Services) -> int:
    """Tell a person when the clock had stopped, sending fails or the money runs out."""
    now = services.now()
    with services.begin() as work:
        tried = work.outbox.tried(now - trouble.LATELY)
        budget = services.policy.budget
        limited = bool(budget.monthly)
        pulse = trouble.Pulse(
            due_since=None if services.policy.clock_jumps else due_next(work, now),
            tried=tried.all,
            failed=tried.failed,
            purse=budget.purse(work.spendings.so_far(now)) if limited else Purse.ROOMY,
            told_at=work.escalations.last_opened(EscalationKind.SERVICE),
        )
        if not trouble.is_in_trouble(pulse, now):
            return 0
        work.apply(Decision((Raised(EscalationKind.SERVICE, None),)), now, services.policy)
    return 1


def _again(
    escalation_id: int, kind: EscalationKind, holder: list[OnCall], services: Services
) -> tuple[Outgoing, ...]:
    made = pages(escalation_id, kind, holder, services.now())
    return tuple(
        Outgoing(page.kind, page.subject, LATE, page.not_before, page.not_after) for page in made
    )
