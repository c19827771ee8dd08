"""What a line remembers between two texts, in both databases: written, read again, and sealed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import LINE, MEMBER
from checkin.domain.conversation import (
    Alarm,
    Asking,
    CalledBack,
    Conversation,
    Guard,
    Pace,
    Prompt,
    Speaking,
)
from checkin.domain.decision import Change, Decision, GuardChanged, LineChanged, MemberChanged
from checkin.domain.escalation import EscalationKind, Level, Raised
from checkin.domain.member import MemberState
from checkin.usecases import health
from tests.town.town import MONDAY, Town

SOON = MONDAY + timedelta(minutes=10)
PROMPT = Prompt(Asking.SPEAKER, None, "pause 7", SOON)


def changed(town: Town, *changes: Change) -> Conversation:
    """Ana's line after these changes."""
    with town.services.begin() as work:
        work.apply(Decision(changes), town.moment, town.services.policy)
    with town.services.begin() as work:
        return work.conversations.on(town.phone("Ana").number, town.moment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stopped", True),
        ("misunderstood", 3),
        ("language", "sw"),
        ("prompt", PROMPT),
        ("prompt", Prompt(Asking.PURPOSE, 1, "research", SOON)),
        ("speaking", Speaking(1, SOON, proven=True)),
        ("pace", Pace(MONDAY, 5)),
        ("called_back", CalledBack(MONDAY, 2)),
        ("alarm", Alarm(2, MONDAY)),
    ],
)
def test_what_was_remembered_is_known_the_next_time(town: Town, name: str, value: object) -> None:
    town.enrol("Ana")

    line = changed(town, LineChanged(town.member.line_id, **{name: value}))

    assert getattr(line, name) == value


def test_a_question_that_is_settled_is_gone_and_a_new_one_takes_its_place(town: Town) -> None:
    town.enrol("Ana")
    line_id = town.member.line_id
    changed(town, LineChanged(line_id, prompt=PROMPT))

    both = changed(town, LineChanged(line_id, no_prompt=True), LineChanged(line_id, prompt=PROMPT))
    none = changed(town, LineChanged(line_id, no_prompt=True))

    assert (both.prompt, none.prompt) == (PROMPT, None)


def test_a_question_holds_what_somebody_wants_sealed(town: Town, database_url: str) -> None:
    town.enrol("Ana")
    changed(town, LineChanged(town.member.line_id, prompt=PROMPT))

    engine = connect_to(database_url)
    with engine.connect() as connection:
        note = connection.execute(sa.select(LINE.prompt_note)).scalar_one()
    engine.dispose()

    assert note
    assert "pause" not in note


def test_a_pin_and_a_safe_word_are_known_only_by_their_fingerprints(
    town: Town, database_url: str
) -> None:
    town.enrol("Ana")
    town.enrol("Ben", on=town.phone("Ana"))
    member_id = town.member.id

    line = changed(town, GuardChanged(member_id, pin="4711", tries=0, safe_word="banana"))
    with town.services.begin() as work:
        fits = [work.conversations.fitting(line, said) for said in ("4711", "Banana!", "0815")]
    engine = connect_to(database_url)
    with engine.connect() as connection:
        kept = connection.execute(
            sa.select(MEMBER.pin, MEMBER.safe_word).where(MEMBER.id == member_id)
        ).one()
    engine.dispose()

    assert [(set(fit.pin_of), set(fit.safe_word_of)) for fit in fits] == [
        ({member_id}, set()),
        (set(), {member_id}),
        (set(), set()),
    ]
    assert all(len(mark) == 64 for mark in kept)


def test_one_pin_of_two_members_has_two_fingerprints(town: Town) -> None:
    town.enrol("Ana")
    first = town.member.id
    town.enrol("Ben", on=town.phone("Ana"))

    line = changed(town, GuardChanged(first, pin="4711"), GuardChanged(town.member.id, pin="4711"))

    assert len({thread.guard.pin for thread in line.threads}) == 2


def test_wrong_tries_and_a_lock_are_counted_and_forgiven(town: Town) -> None:
    town.enrol("Ana")
    member_id = town.member.id

    tried = changed(town, GuardChanged(member_id, tries=2))
    shut = changed(town, GuardChanged(member_id, tries=0, locked_until=SOON))
    forgiven = changed(town, GuardChanged(member_id, tries=0))

    guards = [line.threads[0].guard for line in (tried, shut, forgiven)]
    assert guards == [Guard(tries=2), Guard(locked_until=SOON), Guard()]


def test_a_pause_is_over_when_its_member_is_active_again(town: Town) -> None:
    town.enrol("Ana")
    paused = MemberChanged(town.member.id, state=MemberState.PAUSED, paused_until=SOON)
    changed(town, paused)

    with town.services.begin() as work:
        before = work.people.pauses_over(SOON - timedelta(seconds=1), 9)
        due = work.people.pauses_over(SOON, 9)
    changed(town, MemberChanged(town.member.id, state=MemberState.ACTIVE))
    with town.services.begin() as work:
        after = work.people.pauses_over(SOON, 9)

    assert ([], [town.member.id], []) == tuple(
        [m.id for m in each] for each in (before, due, after)
    )


def test_whoever_had_a_number_that_is_anothers_now_is_not_on_it(town: Town) -> None:
    town.enrol("Ana")
    left = MemberChanged(town.member.id, state=MemberState.LEFT)

    line = changed(town, left, LineChanged(town.member.line_id, stopped=True, wrong=True))
    town.enrol("Ben", on=town.phone("Ana"))
    later = changed(town)

    assert ([t.member.name for t in line.threads], [t.member.name for t in line.lost]) == (
        [],
        ["Ana"],
    )
    assert [thread.member.name for thread in later.threads] == ["Ben"]


def test_one_of_a_kind_is_open_and_what_is_worse_is_paged_again(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    line = town.member.line_id

    for level in (Level.AMBER, Level.AMBER, Level.RED, Level.AMBER):
        changed(town, Raised(EscalationKind.DANGER, town.member.id, level=level, line_id=line))
        town.settle()

    cleo.expects("may be in danger")
    cleo.expects("may be in danger")
    ana.is_silent()
    assert health.load(town.services).escalations == {("red", "open"): 1}


def test_red_and_again_is_paged_once_more_after_a_while(town: Town) -> None:
    town.enrol("Ana")
    cleo = town.coordinator("Cleo")
    raised = Raised(EscalationKind.DANGER, town.member.id)

    for minutes in (0, 1, 6):
        town.moment = MONDAY + timedelta(minutes=minutes)
        changed(town, raised)
        town.settle()

    cleo.expects("may be in danger")
    cleo.expects("may be in danger")


def test_a_number_that_nobody_has_can_be_in_danger_and_only_once_at_a_time(town: Town) -> None:
    cleo = town.coordinator("Cleo")
    with town.services.begin() as work:
        line = work.conversations.on("+12125550109", town.moment)

    for _ in range(2):
        changed(town, Raised(EscalationKind.DANGER, None, line_id=line.line_id))
    town.settle()

    cleo.expects("may be in danger")
    assert health.load(town.services).escalations == {("red", "open"): 1}


def test_what_a_month_has_cost_is_counted_once(town: Town) -> None:
    ana = town.enrol("Ana")
    ana.replies("HELP")
    ana.expects("STOP")
    town.moment += timedelta(minutes=2)

    with town.services.begin() as work:
        first, again = work.spendings.count(town.moment), work.spendings.count(town.moment)
        so_far = work.spendings.so_far(town.moment)
        next_month = work.spendings.so_far(town.moment + timedelta(days=40))

    assert (first, again) == (2, 0)
    assert (so_far.month, so_far.segments >= 2, so_far.calls) == ("2026-03", True, 0)
    assert next_month.segments == 0
