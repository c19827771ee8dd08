"""What a coordinator does to an escalation, alike from the page, by text and by key."""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.decision import (
    Change,
    Decision,
    EscalationChanged,
    FollowUpsPlanned,
)
from checkin.domain.duty import loop
from checkin.domain.escalation import (
    Cover,
    Escalation,
    EscalationState,
    Level,
    Outcome,
    climb,
    hand_to,
    holding,
)
from checkin.domain.member import Member
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy


def take(
    before: Escalation,
    member: Member | None,
    coordinator: tuple[int, str],
    now: datetime,
    policy: Policy,
) -> Decision:
    """Hold it; the member hears who will be in touch and by when. Raises `Refused`."""
    coordinator_id, name = coordinator
    after = holding.take(before, coordinator_id, now, policy)
    renewed = before.state is EscalationState.TAKEN
    send: list[Outgoing] = []
    if member and loop.waits(before, member) and not renewed:
        promised = loop.promised(before, member, name, now, policy)
        contact_by, *send = promised or (None,)
        after = replace(after, contact_by=contact_by)
    what = "renewed" if renewed else "taken"
    changed = EscalationChanged(before, after, what, coordinator_id=coordinator_id)
    return Decision((changed,), tuple(send))


def resolve(
    before: Escalation,
    member: Member | None,
    by: int,
    told: tuple[str, Outcome],
    now: datetime,
    policy: Policy,
) -> Decision:
    """Close it with a note and what came of it; later somebody looks in again (R107).

    Raises `Refused`.
    """
    note, outcome = told
    after = replace(holding.resolve(before, by, note, outcome), contact_by=None)
    changed = EscalationChanged(before, after, "resolved", note.strip(), by)
    asked, send = loop.whether_it_helped(before, member, outcome, now, policy)
    return Decision((changed, *_follow_ups(before, outcome, now, policy), *asked), send)


def pass_on(
    before: Escalation, by: int, note: str, cover: Cover, now: datetime, policy: Policy
) -> Decision:
    """Let go of it: the next rung of its ladder is told at once. Raises `Refused`."""
    let_go = holding.pass_on(before, by, now)
    others = tuple(person for person in cover.staff if person.coordinator_id != by)
    step = climb(let_go, replace(cover, staff=others or cover.staff), now, policy)
    changed = EscalationChanged(before, step.after, "passed_on", note.strip(), by)
    return Decision((changed,), step.pages)


def hand_over(
    before: Escalation,
    by: int,
    other: tuple[int, int | None],
    note: str,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Give it to another coordinator, with a note; they are told. Raises `Refused`.

    `other` is the id of that coordinator and of the line they can be paged on.
    """
    other_id, line_id = other
    after = hand_to(before, by, other_id, now, policy)
    changed = EscalationChanged(before, after, "handed_over", note.strip(), by)
    if line_id is None:
        return Decision((changed,))
    page = Outgoing(Kind.PAGE, Subject(line_id, escalation_id=before.id), HANDED, now, None)
    return Decision((changed,), (page,))


def contacted(before: Escalation, by: int, how: str, now: datetime) -> EscalationChanged:
    """Somebody is in touch with the member now: what was promised is kept."""
    after = replace(before, contact_by=None, contacts=before.contacts + 1, contacted_at=now)
    return EscalationChanged(before, after, how, coordinator_id=by)


def words(
    before: Escalation, member: Member, coordinator: tuple[int, str], body: str, now: datetime
) -> Decision:
    """A coordinator's own words to the member, under the service's number."""
    coordinator_id, name = coordinator
    sent = Outgoing(
        kind=Kind.WORDS,
        subject=Subject(member.line_id, member.id, escalation_id=before.id),
        wording="words.from",
        not_before=now,
        not_after=None,
        values=(("by", name), ("words", body)),
    )
    return Decision((contacted(before, coordinator_id, "wrote", now),), (sent,))


HANDED = "page.handed"
RINGS_WITHIN = timedelta(minutes=30)  # after that a call to the coordinator comes too late


def _follow_ups(
    before: Escalation, outcome: Outcome, now: datetime, policy: Policy
) -> tuple[Change, ...]:
    """When to look in again after a danger; never where there was nothing, or it goes on."""
    ended = outcome in (Outcome.MISTAKE, Outcome.MERGED)
    if before.member_id is None or ended or before.level is Level.YELLOW:
        return ()
    due = tuple(now + after for after in policy.follow_ups)
    return (FollowUpsPlanned(before.id, before.member_id, due),)
