"""Who is on call when: shifts of every week and of one day, each on the clock of its own zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checkin.domain.escalation import REMINDED, Cover, OnCall, Shift, gaps, turns
from checkin.domain.urgency import Who
from tests.unit.domain.escalation.rota import CLEO, DOV, EVE, HOURS, once, weekly

# Monday 2 March 2026 is the first day of these tests.
NIGHTS = tuple(weekly(day, "22:00", 8 * HOURS, id=day + 1) for day in range(7))
NEW_YORK = "America/New_York"


def at(moment: str) -> datetime:
    """A moment of UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("shift", "now", "here"),
    [
        (weekly(0, "09:00", 8 * HOURS), "2026-03-02 08:59", False),
        (weekly(0, "09:00", 8 * HOURS), "2026-03-02 09:00", True),
        (weekly(0, "09:00", 8 * HOURS), "2026-03-02 16:59", True),
        (weekly(0, "09:00", 8 * HOURS), "2026-03-02 17:00", False),
        (weekly(0, "09:00", 8 * HOURS), "2026-03-03 12:00", False),
        (weekly(0, "09:00", 8 * HOURS), "2026-03-09 12:00", True),
        (weekly(0, "22:00", 8 * HOURS), "2026-03-03 05:59", True),  # over midnight
        (weekly(0, "22:00", 8 * HOURS), "2026-03-03 06:00", False),
        (weekly(6, "20:00", 12 * HOURS), "2026-03-02 07:00", True),  # from Sunday into Monday
        (weekly(0, "09:00", 48 * HOURS), "2026-03-04 08:59", True),  # two days long
        (weekly(0, "00:00", 7 * 24 * HOURS), "2026-03-08 23:59", True),
        (once("2026-03-02", "09:00", 8 * HOURS), "2026-03-02 12:00", True),
        (once("2026-03-02", "09:00", 8 * HOURS), "2026-03-09 12:00", False),  # not the week after
        (once("2026-03-02", "22:00", 8 * HOURS), "2026-03-03 05:59", True),
        (weekly(0, "09:00", HOURS, time_zone=NEW_YORK), "2026-03-02 14:30", True),
        (weekly(0, "09:00", HOURS, time_zone=NEW_YORK), "2026-03-02 09:30", False),
        (weekly(0, "09:00", HOURS, time_zone="Pacific/Apia"), "2026-03-01 20:30", True),
    ],
)
def test_a_shift_comes_round_on_the_clock_of_its_own_zone(
    shift: Shift, now: str, here: bool
) -> None:
    cover = Cover((CLEO, DOV), (shift,))

    assert cover.reached(Who.FIRST, at(now)) == ((CLEO,) if here else ())
    assert cover.stands(at(now)) is here


@pytest.mark.parametrize(
    ("shift", "starts", "ends"),
    [
        # New York moves its clocks from two to three on 8 March 2026, and back on 1 November.
        (weekly(5, "22:00", 8 * HOURS), "2026-03-08 03:00", "2026-03-08 11:00"),
        (weekly(6, "01:30", HOURS), "2026-03-08 06:30", "2026-03-08 07:30"),
        (weekly(6, "02:30", HOURS), "2026-03-08 07:30", "2026-03-08 08:30"),  # left out: at 03:30
        (weekly(6, "09:00", HOURS), "2026-03-08 13:00", "2026-03-08 14:00"),
        (weekly(5, "22:00", 8 * HOURS), "2026-11-01 02:00", "2026-11-01 10:00"),
        (weekly(6, "01:30", HOURS), "2026-11-01 05:30", "2026-11-01 06:30"),  # twice: the first
        (weekly(6, "09:00", HOURS), "2026-11-01 14:00", "2026-11-01 15:00"),
    ],
)
def test_on_the_days_that_clocks_change_a_turn_keeps_its_hour_and_its_length(
    shift: Shift, starts: str, ends: str
) -> None:
    there = replace(shift, time_zone=NEW_YORK)

    found = turns([there], at(ends) - timedelta(hours=1), at(ends))

    assert [(turn.starts_at, turn.ends_at) for turn in found] == [(at(starts), at(ends))]


@pytest.mark.parametrize("staff", [(), (CLEO,), (CLEO, DOV, EVE)])
def test_without_any_shift_all_of_the_staff_are_first_at_all_times(
    staff: tuple[OnCall, ...],
) -> None:
    cover = Cover(staff)

    assert cover.reached(Who.FIRST, at("2026-03-02 03:00")) == staff
    assert cover.reached(Who.SECOND, at("2026-03-02 03:00")) == ()
    assert (cover.again_at(at("2026-03-02 03:00")), gaps(cover, *WEEK)) == (None, [])


def test_first_second_and_everybody_are_told_apart() -> None:
    second = weekly(0, "09:00", HOURS, id=2, coordinator_id=DOV.coordinator_id, who=Who.SECOND)
    cover = Cover((CLEO, DOV, EVE), (weekly(0, "09:00", HOURS), second))
    now = at("2026-03-02 09:30")

    assert {who: cover.reached(who, now) for who in Who} == {
        Who.FIRST: (CLEO,),
        Who.SECOND: (DOV,),
        Who.EVERYBODY: (CLEO, DOV, EVE),
    }


def test_who_is_on_call_and_has_no_phone_is_not_there() -> None:
    cover = Cover((DOV,), NIGHTS)

    assert not cover.stands(at("2026-03-02 23:00"))
    assert cover.reached(Who.EVERYBODY, at("2026-03-02 23:00")) == (DOV,)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2026-03-02 23:00", None),  # Cleo is there
        ("2026-03-02 12:00", "2026-03-02 22:00"),
        ("2026-03-02 06:00", "2026-03-02 22:00"),  # her turn of Sunday is over this very moment
    ],
)
def test_somebody_is_on_call_again_at_the_next_turn(now: str, again: str | None) -> None:
    cover = Cover((CLEO,), NIGHTS)

    assert cover.again_at(at(now)) == (again and at(again))


@pytest.mark.parametrize(
    "shifts",
    [
        (once("2026-04-01", "09:00", HOURS),),  # too far ahead to wait for
        (once("2026-02-01", "09:00", HOURS),),  # long over
        (weekly(0, "22:00", HOURS, coordinator_id=DOV.coordinator_id),),  # Dov has no phone
    ],
)
def test_where_nobody_comes_soon_there_is_nothing_to_wait_for(shifts: tuple[Shift, ...]) -> None:
    assert Cover((CLEO,), shifts).again_at(at("2026-03-02 12:00")) is None


WEEK = (at("2026-03-02 00:00"), at("2026-03-09 00:00"))


@pytest.mark.parametrize(
    ("shifts", "found"),
    [
        ((weekly(0, "00:00", 7 * 24 * HOURS),), []),
        ((weekly(0, "00:00", 24 * HOURS),), [("2026-03-03 00:00", "2026-03-09 00:00")]),
        (
            (weekly(0, "06:00", 66 * HOURS), weekly(2, "12:00", 84 * HOURS, id=2)),
            [
                ("2026-03-02 00:00", "2026-03-02 06:00"),
                ("2026-03-08 00:00", "2026-03-09 00:00"),
            ],
        ),
        (
            (
                weekly(0, "00:00", 100 * HOURS),  # one within the other is no gap
                weekly(1, "00:00", HOURS, id=2),
                weekly(4, "05:00", 91 * HOURS, id=3),
            ),
            [("2026-03-06 04:00", "2026-03-06 05:00")],
        ),
        (
            (weekly(0, "00:00", 7 * 24 * HOURS, who=Who.SECOND),),  # nobody is first
            [("2026-03-02 00:00", "2026-03-09 00:00")],
        ),
        (
            (weekly(0, "00:00", 7 * 24 * HOURS, coordinator_id=99),),  # nobody can be paged
            [("2026-03-02 00:00", "2026-03-09 00:00")],
        ),
    ],
)
def test_a_gap_is_a_time_in_which_nobody_is_first(
    shifts: tuple[Shift, ...], found: list[tuple[str, str]]
) -> None:
    seen = gaps(Cover((CLEO,), shifts), *WEEK)

    assert [(gap.starts_at, gap.ends_at) for gap in seen] == [(at(a), at(b)) for a, b in found]


@pytest.mark.parametrize(
    ("added", "due"),
    [
        (None, "2026-03-02 10:00"),
        ("2026-02-01 12:00", "2026-03-02 10:00"),
        ("2026-03-02 21:00", "2026-03-02 21:00"),  # added late: at once, and not too late
    ],
)
def test_a_turn_is_told_of_half_a_day_before(added: str | None, due: str) -> None:
    shift = once("2026-03-02", "22:00", HOURS, added_at=at(added) if added else None)

    (turn,) = Cover((CLEO,), (shift,)).to_remind_of((), at("2026-03-02 08:00"))

    assert turn.reminded_from == at(due)


@pytest.mark.parametrize(
    ("now", "told", "staff", "found"),
    [
        ("2026-03-02 08:00", False, (CLEO,), 1),
        ("2026-03-02 08:00", True, (CLEO,), 0),
        ("2026-03-02 08:00", False, (DOV,), 0),  # we know no phone of hers
        ("2026-03-02 22:00", False, (CLEO,), 0),  # it has begun
        ("2026-03-01 22:00", False, (CLEO,), 0),
        ("2026-03-01 22:01", False, (CLEO,), 1),
    ],
)
def test_who_is_still_to_be_reminded(
    now: str, told: bool, staff: tuple[OnCall, ...], found: int
) -> None:
    cover = Cover(staff, (once("2026-03-02", "22:00", HOURS),))
    known = {(1, at("2026-03-02 22:00"))} if told else set()

    assert len(cover.to_remind_of(known, at(now), timedelta(days=1))) == found
    assert timedelta(hours=12) == REMINDED
