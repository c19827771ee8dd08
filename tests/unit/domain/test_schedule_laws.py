"""What holds for every slot and window, in every zone, on every day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.member import Cadence, Rhythm, Window
from checkin.domain.schedule import first_slot, is_open, next_open, slot_after
from tests.unit.domain.laws import cadences, law, moments, waits, zones

hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
windows = st.builds(
    Window, st.builds(time, st.integers(5, 11)), st.builds(time, st.integers(12, 22))
)


def at_or_skipped(slot: datetime, at: time, zone: str) -> bool:
    """Whether `slot` is at wall time `at`, or the clock skips that time on its day."""
    local = slot.astimezone(ZoneInfo(zone))
    wanted = datetime.combine(local.date(), at, ZoneInfo(zone))
    back = datetime.fromtimestamp(wanted.timestamp(), ZoneInfo(zone))
    return local.time() == at or back.time() != at


@law
@given(cadences, hours, zones, moments, waits)
def test_slots_go_on_for_ever_each_after_the_last_at_the_chosen_hour(
    cadence: Cadence, at: time, zone: str, start: datetime, step: timedelta
) -> None:
    rhythm = Rhythm(cadence, at)
    slot, now = first_slot(rhythm, zone, start), start

    for _ in range(4):
        now += step
        following = slot_after(rhythm, zone, slot, now)

        assert following > max(slot, now)
        assert following - max(slot, now) <= timedelta(days=cadence.days, hours=2)
        assert at_or_skipped(following, at, zone)
        slot = following


@law
@given(cadences, zones, moments, waits)
def test_a_slot_in_the_daytime_keeps_its_weekday(
    cadence: Cadence, zone: str, start: datetime, away: timedelta
) -> None:
    rhythm = Rhythm(cadence, time(10))
    first = first_slot(rhythm, zone, start)

    slot = slot_after(rhythm, zone, first, start + away)

    apart = slot.astimezone(ZoneInfo(zone)).date() - first.astimezone(ZoneInfo(zone)).date()
    assert apart.days % cadence.days == 0


@law
@given(hours, st.none() | st.integers(0, 6), zones, moments)
def test_the_first_slot_comes_within_a_week_on_the_chosen_weekday(
    at: time, weekday: int | None, zone: str, now: datetime
) -> None:
    slot = first_slot(Rhythm(Cadence.WEEKLY, at, weekday), zone, now)

    longest = timedelta(days=1 if weekday is None else 7, hours=2)
    assert now < slot <= now + longest
    assert at_or_skipped(slot, at, zone)
    assert weekday in (None, slot.astimezone(ZoneInfo(zone)).weekday())


@law
@given(windows, zones, moments)
def test_the_next_opening_is_inside_the_window_and_stays_where_it_is(
    window: Window, zone: str, moment: datetime
) -> None:
    opening = next_open(window, zone, moment)

    assert is_open(window, zone, opening)
    assert moment <= opening <= moment + timedelta(days=1, hours=2)
    assert next_open(window, zone, opening) == opening


@law
@given(windows, zones, moments)
def test_the_window_was_shut_all_the_time_until_the_next_opening(
    window: Window, zone: str, moment: datetime
) -> None:
    opening = next_open(window, zone, moment)

    assert opening == moment or not is_open(window, zone, opening - timedelta(seconds=1))
