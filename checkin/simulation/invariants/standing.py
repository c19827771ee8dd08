"""Asked of what lies in the database. What has a deadline is given a while to be done in."""

from datetime import timedelta

from checkin.simulation.invariants.facts import Asking, Concern, Person, Row, Since

SOON = timedelta(minutes=20)  # until the clock has come to what is due, when all is well
LEVELS = {"red": 0, "amber": 1, "yellow": 2}
LONGEST_WAIT = {  # between two pages of what nobody takes, in the ladders that ship
    "red": timedelta(minutes=10),
    "amber": timedelta(minutes=60),
    "yellow": timedelta(hours=4),
}
HOLD = {"red": timedelta(hours=1), "amber": timedelta(hours=4), "yellow": timedelta(hours=12)}
NEXT_SHIFT = timedelta(days=8)
LADDER = {"daily": timedelta(days=3)}  # from a slot to the end of its ladder
OTHER_LADDERS = timedelta(days=6)
HANDLED = timedelta(hours=1)  # an attempt of unknown outcome is settled, once all is well
WAITING = {"due", "asked", "reminded", "called"}
FAILED = {"failed", "undelivered", "canceled", "lost"}
WITH_US = {"active", "paused"}


def escalation_has_a_deadline(concern: Concern) -> str:
    """6: whatever is not resolved has a next deadline."""
    if concern.act_after is not None:
        return ""
    return f"escalation {concern.id} is {concern.state} and has no deadline"


def taken_by_a_person(concern: Concern) -> str:
    """6: what counts as taken is somebody's, and what is open is nobody's."""
    if (concern.taken_by is not None) is (concern.state == "taken"):
        return ""
    return f"escalation {concern.id} is {concern.state}, and held by {concern.taken_by}"


def taken_by_one(concern: Concern) -> str:
    """6: what one person has is not another's before they let go of it."""
    if concern.held_before in (None, concern.taken_by) or concern.taken_by is None:
        return ""
    return f"escalation {concern.id} was {concern.held_before}'s, and is {concern.taken_by}'s"


def deadline_is_near(concern: Concern, since: Since) -> str:
    """6: the next deadline comes within the longest wait of its level, or the next shift."""
    if concern.act_after is None:
        return ""
    longest = HOLD[concern.level] if concern.state == "taken" else LONGEST_WAIT[concern.level]
    if not concern.covered:
        longest = max(longest, NEXT_SHIFT)
    if concern.act_after <= since.now + longest + SOON:
        return ""
    return f"escalation {concern.id} ({concern.level}) is not looked at before {concern.act_after}"


def escalation_moves_on(concern: Concern, since: Since) -> str:
    """6: a deadline that has passed leads somewhere: the next rung, or the end of a hold."""
    if concern.act_after is None or max(concern.act_after, since.well) + SOON > since.now:
        return ""
    return f"escalation {concern.id} was due at {concern.act_after}, and nothing has happened"


def open_is_paged_again(concern: Concern, since: Since) -> str:
    """6: what nobody takes is paged again and again: no ladder ends in silence."""
    if concern.state != "open" or not concern.reaches or not concern.covered:
        return ""
    last = max(concern.paged_at or concern.opened_at, since.well)
    if last + LONGEST_WAIT[concern.level] + SOON > since.now:
        return ""
    return f"escalation {concern.id} ({concern.level}) is open, last paged at {concern.paged_at}"


def ended_ladder_leads_the_list(concern: Concern) -> str:
    """6: what nobody took in a whole climb is shown before all others."""
    first = concern.climbs > 0 and concern.state == "open"
    if (concern.rank < 0) is first and concern.rank % len(LEVELS) == LEVELS[concern.level]:
        return ""
    return f"escalation {concern.id} stands at {concern.rank} on the list"


def question_has_a_deadline(asking: Asking) -> str:
    """8: an open check-in has a next deadline, and one that is over has none."""
    if (asking.act_after is not None) is (asking.state in WAITING):
        return ""
    return f"check-in {asking.id} is {asking.state}, and due at {asking.act_after}"


def question_moves_on(asking: Asking, since: Since) -> str:
    """8: a deadline that has passed leads to the next step of the ladder."""
    if asking.act_after is None or max(asking.act_after, since.well) + SOON > since.now:
        return ""
    return f"check-in {asking.id} was due at {asking.act_after}, and nothing has happened"


def question_ends(asking: Asking, since: Since) -> str:
    """8: a check-in ends within its ladder's time."""
    longest = LADDER.get(asking.cadence, OTHER_LADDERS)
    if asking.state not in WAITING or max(asking.due_at + longest, since.well) + SOON > since.now:
        return ""
    return f"check-in {asking.id} of {asking.due_at} is still {asking.state}"


def silence_is_not_ok(asking: Asking) -> str:
    """8: only who said so is OK."""
    if asking.state != "answered" or asking.answer != "ok" or asking.closed_at in asking.said_ok:
        return ""
    return f"check-in {asking.id} counts as OK, and nobody said so at {asking.closed_at}"


def undelivered_is_not_silence(asking: Asking) -> str:
    """8: who got nothing is unreachable, not silent."""
    if asking.state != "missed" or any(status not in FAILED for status in asking.contacts):
        return ""
    return f"check-in {asking.id} counts as missed, and nothing of it ever arrived"


def silence_is_not_undelivered(asking: Asking) -> str:
    """8: who got something and said nothing is silent, not unreachable."""
    if asking.state != "unreachable" or not asking.arrived:
        return ""
    return f"check-in {asking.id} counts as unreachable, and something of it had arrived"


def silence_is_followed_by_a_person(asking: Asking) -> str:
    """8, 12: a check-in that is given up on is somebody's task."""
    if asking.state not in ("missed", "unreachable") or asking.escalated:
        return ""
    return f"check-in {asking.id} is {asking.state}, and nobody need look after it"


def not_asked_has_a_reason(asking: Asking) -> str:
    """10: what was not asked says why."""
    return f"check-in {asking.id} is cancelled for no reason" * (
        asking.state == "cancelled" and not asking.reason
    )


def dropped_has_a_reason(row: Row) -> str:
    """10: what never left says why."""
    if row.state != "dropped" or row.reason:
        return ""
    return f"outbox row {row.id} ({row.kind}) was dropped for no reason"


def outbox_is_emptied(row: Row, since: Since) -> str:
    """12: what may leave does, whatever queue or worker was lost."""
    if row.state != "waiting" or max(row.not_before, since.well) + SOON > since.now:
        return ""
    return f"outbox row {row.id} ({row.kind}) has waited since {row.not_before}"


def attempts_are_settled(row: Row, since: Since) -> str:
    """12: an attempt whose outcome nobody wrote down is looked up."""
    if row.state != "claimed" or row.claimed_at is None:
        return ""
    if max(row.claimed_at, since.well) + HANDLED > since.now:
        return ""
    return f"outbox row {row.id} ({row.kind}) was marked at {row.claimed_at}, and never settled"


def nobody_is_forgotten(person: Person, since: Since) -> str:
    """12: who has said yes has a next slot, and not farther off than their rhythm."""
    if person.state != "active" or person.stopped or not person.standing:
        return ""
    if person.next_due_at is None:
        return f"member {person.id} is active and never asked again"
    ahead = person.next_due_at - since.now
    if ahead > timedelta(days=person.days + 1):
        return f"member {person.id} is not asked before {person.next_due_at}"
    return "" if max(person.next_due_at, since.well) + SOON > since.now else _overdue(person)


def _overdue(person: Person) -> str:
    return f"member {person.id} was due at {person.next_due_at}, and not asked"


def pauses_end(person: Person, since: Since) -> str:
    """12: who wanted a pause is asked again after it."""
    if person.state != "paused" or person.paused_until is None:
        return ""
    if max(person.paused_until, since.well) + SOON > since.now:
        return ""
    return f"member {person.id} paused until {person.paused_until}, and still does"


STOPPED_LINE = "member {} is on a line that stopped, and has a slot"


def who_stopped_has_no_slot(person: Person) -> str:
    """9: nobody on a line that stopped is planned for."""
    if not person.stopped or person.next_due_at is None:
        return ""
    return STOPPED_LINE.format(person.id)
