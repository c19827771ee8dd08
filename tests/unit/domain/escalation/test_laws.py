"""Whatever happens to an escalation: while it is not resolved, something is due."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.escalation import (
    Cover,
    Escalation,
    EscalationState,
    Level,
    OnCall,
    Refused,
    Shift,
    at_deadline,
    hand_to,
    pass_on,
    resolve,
    take,
)
from checkin.domain.policy import Policy
from checkin.domain.urgency import Who
from tests.builders import an_escalation
from tests.unit.domain.laws import law, moments, zones

POLICY = Policy()
Act = Callable[[Escalation, Cover, datetime], Escalation]
people = st.integers(1, 4)
staff = st.lists(
    st.builds(OnCall, people, people), max_size=3, unique_by=lambda p: p.coordinator_id
)
shifts = st.lists(
    st.builds(
        Shift,
        id=st.integers(1, 99),
        coordinator_id=people,
        who=st.sampled_from([Who.FIRST, Who.SECOND]),
        weekday=st.integers(0, 6),
        on=st.none(),
        starts=st.times(),
        minutes=st.integers(1, 10_080),
        time_zone=zones,
    ),
    max_size=4,
)
covers = st.builds(lambda who, rota: Cover(tuple(who), tuple(rota)), staff, shifts)
acts: st.SearchStrategy[Act] = st.one_of(
    st.just(lambda e, cover, now: at_deadline(e, cover, max(now, e.act_after), POLICY).after),
    people.map(lambda who: lambda e, _, now: take(e, who, now, POLICY)),
    people.map(lambda who: lambda e, _, now: pass_on(e, who, now)),
    st.tuples(people, people).map(lambda two: lambda e, _, now: hand_to(e, *two, now, POLICY)),
    people.map(lambda who: lambda e, _, __: resolve(e, who, "done")),
)


@law
@given(
    st.sampled_from(Level),
    moments,
    covers,
    st.lists(st.tuples(acts, st.integers(0, 900)), max_size=9),
)
def test_it_has_a_next_deadline_until_it_is_resolved(
    level: Level, now: datetime, cover: Cover, said: list[tuple[Act, int]]
) -> None:
    escalation = an_escalation(level=level, opened_at=now, act_after=now)

    for act, minutes in said:
        now = max(now, escalation.act_after or now) + timedelta(minutes=minutes)
        try:
            escalation = act(escalation, cover, now)
        except Refused:
            continue
        resolved = escalation.state is EscalationState.RESOLVED
        assert resolved == (escalation.act_after is None)
        assert (escalation.state is EscalationState.OPEN) <= (escalation.taken_by is None)
        if resolved:
            return


@law
@given(st.sampled_from(Level), moments, covers)
def test_whoever_can_be_paged_is_paged_within_a_day_of_the_next_shift(
    level: Level, now: datetime, cover: Cover
) -> None:
    escalation = an_escalation(level=level, opened_at=now, act_after=now)
    waited = (cover.again_at(now) or now) + timedelta(days=1)
    paged: set[int] = set()

    for _ in range(40):
        if escalation.act_after is None or escalation.act_after > waited:
            break
        now = escalation.act_after
        step = at_deadline(escalation, cover, now, POLICY)
        escalation = step.after
        paged |= {page.subject.line_id for page in step.pages}

        assert escalation.act_after and escalation.act_after > now

    assert bool(paged) == bool(cover.staff)
    if level is Level.RED:
        assert paged == {person.line_id for person in cover.staff}
