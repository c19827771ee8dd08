"""What the laws are tried on: zones, moments, lines in every state; and how often."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.member import Cadence, Channel, MemberState, Rhythm
from tests.builders import NOON, a_check_in, a_conversation, a_member

law = settings(max_examples=40, deadline=None, database=None)

moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis puts the zone on
    datetime(2029, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zones = st.sampled_from(
    [
        "UTC",
        "America/New_York",
        "America/St_Johns",
        "Europe/Lisbon",
        "Africa/Nairobi",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Apia",
    ]
)
cadences = st.sampled_from(Cadence)
purposes = st.frozensets(st.sampled_from(Purpose))
waits = st.timedeltas(timedelta(seconds=1), timedelta(days=60))


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """One member of line 11 in any state, with a check-in in any state or none."""
    member = a_member(
        id=draw(st.integers(1, 9)),
        channel=draw(st.sampled_from(Channel)),
        state=draw(st.sampled_from(MemberState)),
        rhythm=Rhythm(draw(cadences)),
        time_zone=draw(zones),
    )
    states = draw(st.none() | st.sampled_from(CheckInState))
    check_in = a_check_in(member, state=states) if states else None
    invited_until = draw(st.none() | st.just(NOON + timedelta(days=3)))
    return Thread(member, check_in, invited_until)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    """A line with nobody, one or several members on it, stopped or not."""
    on_line = draw(st.lists(threads(), max_size=4, unique_by=lambda thread: thread.member.id))
    return a_conversation(
        *on_line,
        line_id=11,
        stopped=draw(st.booleans()),
        misunderstood=draw(st.integers(0, 3)),
    )
