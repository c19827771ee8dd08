"""Each ladder, rung by rung: who is told, by which road, and how long they have."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checkin.domain.escalation import Cover, Escalation, EscalationState, Level, OnCall, at_deadline
from checkin.domain.outgoing import Kind
from checkin.domain.policy import Policy
from checkin.domain.urgency import BOTH, CALL, TEXT, Ladder, Rung, Who
from tests.builders import HOUR, NOON, an_escalation
from tests.unit.domain.escalation.rota import CLEO, DOV, EVE, HOURS, once, weekly

POLICY = Policy()
MINUTE = timedelta(minutes=1)
ALWAYS = 7 * 24 * HOURS
FIRST = weekly(0, "00:00", ALWAYS)
SECOND = weekly(0, "00:00", ALWAYS, id=2, coordinator_id=DOV.coordinator_id, who=Who.SECOND)
FULL = Cover((CLEO, DOV, EVE), (FIRST, SECOND))
NO_SECOND = Cover((CLEO, DOV, EVE), (FIRST,))
NO_FIRST = Cover((CLEO, DOV, EVE), (SECOND,))
NO_SHIFTS = Cover((CLEO, DOV))
NOBODY = Cover(())
ALL = (CLEO, DOV, EVE)
Step = tuple[int, tuple[OnCall, ...], str]  # minutes since it was opened, whom, and by what
RED = [
    (0, (CLEO,), "text"),
    (5, (CLEO,), "call"),
    (10, (DOV,), "text call"),
    (15, ALL, "text call"),
    (25, ALL, "text call"),
    (35, ALL, "text call"),
]
AMBER = [
    (0, (CLEO,), "text"),
    (20, (CLEO,), "call"),
    (40, (DOV,), "text call"),
    (60, ALL, "text"),
    (120, (CLEO,), "text"),
    (140, (CLEO,), "call"),
]
YELLOW = [
    (0, (CLEO,), "text"),
    (240, (DOV,), "text"),
    (480, ALL, "text"),
    (720, (CLEO,), "text"),
]
TWO = (CLEO, DOV)


def opened(level: Level) -> Escalation:
    """One that has just been opened."""
    return an_escalation(level=level, opened_at=NOON, act_after=NOON)


def climbed(
    escalation: Escalation, cover: Cover, steps: int, policy: Policy = POLICY
) -> tuple[list[Step], Escalation]:
    """What happens at so many deadlines while nobody takes it."""
    seen: list[Step] = []
    for _ in range(steps):
        now = deadline(escalation)
        step = at_deadline(escalation, cover, now, policy)
        escalation = step.after
        lines = dict.fromkeys(page.subject.line_id for page in step.pages)
        people = tuple(next(p for p in cover.staff if p.line_id == line) for line in lines)
        roads = dict.fromkeys("text" if p.kind is Kind.PAGE else "call" for p in step.pages)
        assert len(step.pages) == len(lines) * len(roads)
        seen.append((round((now - NOON) / MINUTE), people, " ".join(roads)))
    return seen, escalation


def deadline(escalation: Escalation) -> datetime:
    """Its next deadline; there must be one."""
    assert escalation.act_after
    return escalation.act_after


@pytest.mark.parametrize(
    ("level", "cover", "steps"),
    [
        (Level.RED, FULL, RED),
        (Level.AMBER, FULL, AMBER),
        (Level.YELLOW, FULL, YELLOW),
        # A rung that reaches nobody is left out at once.
        (Level.RED, NO_SECOND, [*RED[:2], (10, ALL, "text call"), (20, ALL, "text call")]),
        (Level.AMBER, NO_SECOND, [*AMBER[:2], (40, ALL, "text"), (100, (CLEO,), "text")]),
        (Level.YELLOW, NO_SECOND, [YELLOW[0], (240, ALL, "text"), (480, (CLEO,), "text")]),
        (Level.RED, NO_FIRST, [(0, (DOV,), "text call"), (5, ALL, "text call")]),
        (Level.YELLOW, NO_FIRST, [(0, (DOV,), "text"), (240, ALL, "text")]),
        # Without a rota all of the staff are first.
        (Level.RED, NO_SHIFTS, [(0, TWO, "text"), (5, TWO, "call"), (10, TWO, "text call")]),
        (Level.AMBER, NO_SHIFTS, [(0, TWO, "text"), (20, TWO, "call"), (40, TWO, "text")]),
        (Level.YELLOW, NO_SHIFTS, [(0, TWO, "text"), (240, TWO, "text"), (480, TWO, "text")]),
    ],
)
def test_it_climbs_from_rung_to_rung_and_begins_again(
    level: Level, cover: Cover, steps: list[Step]
) -> None:
    seen, _ = climbed(opened(level), cover, len(steps))

    assert seen == steps


@pytest.mark.parametrize(("level", "rungs"), [(Level.RED, 4), (Level.AMBER, 4), (Level.YELLOW, 3)])
def test_once_the_ladder_has_ended_it_leads_the_list(level: Level, rungs: int) -> None:
    _, last = climbed(opened(level), FULL, rungs)
    _, ended = climbed(opened(level), FULL, rungs + 1)

    assert (last.climbs, last.rank) == (0, level.rank)
    assert (ended.climbs, ended.state) == (1, EscalationState.OPEN)
    assert ended.rank < min(other.rank for other in Level)


@pytest.mark.parametrize("level", Level)
def test_with_no_phone_at_all_the_list_is_what_there_is_and_it_is_tried_again(level: Level) -> None:
    seen, after = climbed(opened(level), NOBODY, 3)

    wait = round(POLICY.ladders[level].rungs[0].wait / MINUTE)
    assert seen == [(nth * wait, (), "") for nth in range(3)]
    assert after.rank == level.rank
    (found, *_), _ = climbed(after, NO_SHIFTS, 1)
    assert found[1] == TWO


def test_a_rung_to_begin_again_from_that_reaches_nobody_is_no_dead_end() -> None:
    own = Ladder((Rung(Who.FIRST, TEXT, HOUR), Rung(Who.SECOND, CALL, HOUR)), again_from=1)
    policy = replace(POLICY, ladders={level: own for level in Level})

    seen, _ = climbed(opened(Level.RED), NO_SECOND, 4, policy)

    assert [people for _, people, _ in seen] == [(CLEO,), (), (CLEO,), ()]


def test_a_rung_by_both_roads_pages_each_phone_on_both() -> None:
    own = Ladder((Rung(Who.EVERYBODY, BOTH, HOUR),))
    policy = replace(POLICY, ladders={level: own for level in Level})

    step = at_deadline(opened(Level.RED), FULL, NOON, policy)

    assert [(p.subject.line_id, p.kind) for p in step.pages] == [
        (who.line_id, road) for who in ALL for road in (Kind.PAGE, Kind.PAGE_CALL)
    ]


# Wednesday noon; whose shift it is comes back at ten at night, tomorrow, or on Friday.
TONIGHT = weekly(2, "22:00", 8 * HOURS)
TOMORROW = weekly(3, "09:00", 8 * HOURS)
FRIDAY = weekly(4, "09:00", 8 * HOURS)
FAR = once("2026-04-01", "09:00", 8 * HOURS)


@pytest.mark.parametrize(
    ("level", "shift", "until"),
    [
        (Level.RED, TONIGHT, None),
        (Level.RED, FRIDAY, None),
        (Level.AMBER, TONIGHT, 10 * HOUR),
        (Level.AMBER, TOMORROW, 12 * HOUR),  # no longer than that
        (Level.AMBER, FRIDAY, 12 * HOUR),
        (Level.YELLOW, TONIGHT, 10 * HOUR),
        (Level.YELLOW, TOMORROW, 21 * HOUR),
        (Level.YELLOW, FRIDAY, 45 * HOUR),
        (Level.AMBER, FAR, None),  # nobody comes soon
        (Level.YELLOW, FAR, None),
    ],
)
def test_in_a_gap_what_is_not_red_waits_for_the_next_shift(
    level: Level, shift: object, until: timedelta | None
) -> None:
    cover = Cover((CLEO, DOV), (shift,))  # type: ignore[arg-type]

    step = at_deadline(opened(level), cover, NOON, POLICY)

    if until is None:
        assert (step.what, {p.subject.line_id for p in step.pages}) == (
            "paged",
            {CLEO.line_id, DOV.line_id},
        )
    else:
        assert (step.what, step.pages) == ("waits_for_cover", ())
        assert step.after.act_after == NOON + until


def test_amber_that_has_waited_twelve_hours_is_everybodys() -> None:
    cover = Cover((CLEO, DOV), (FRIDAY,))

    seen, _ = climbed(opened(Level.AMBER), cover, 2)

    assert seen == [(0, (), ""), (12 * 60, TWO, "text")]


def test_a_gap_in_the_middle_of_a_climb_is_waited_for_as_well() -> None:
    cover = Cover((CLEO, DOV), (weekly(2, "12:00", 60), TOMORROW))

    seen, _ = climbed(opened(Level.YELLOW), cover, 3)

    assert seen == [(0, (CLEO,), "text"), (240, (), ""), (21 * 60, (CLEO,), "text")]
