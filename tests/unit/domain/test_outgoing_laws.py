"""The gate, whatever is put before it: never without consent, never outside the window."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.consent import Purpose
from checkin.domain.member import WITH_US, Member, MemberState, Window
from checkin.domain.outgoing import (
    NEEDS,
    NOT_ASKING,
    TO_STAFF,
    Hold,
    Kind,
    Outgoing,
    Recipient,
    Send,
    Subject,
    gate,
)
from checkin.domain.schedule import is_open
from tests.builders import a_member
from tests.unit.domain.laws import law, moments, purposes, waits, zones

mostly = st.sampled_from([True, True, True, True, False])
members = st.builds(
    a_member,
    state=st.sampled_from([*MemberState, MemberState.ACTIVE, MemberState.ACTIVE]),
    time_zone=zones,
    window=st.just(Window()),
)
recipients = st.builds(
    Recipient,
    dialable=mostly,
    stopped=mostly.map(lambda yes: not yes),
    member=mostly.flatmap(lambda yes: members if yes else st.none()),
    standing=purposes | st.just(frozenset(Purpose)),
    still_wanted=mostly,
)


def outgoing(kind: Kind, not_after: datetime | None) -> Outgoing:
    """A row of this kind for somebody."""
    return Outgoing(kind, Subject(11), "wording", datetime.min, not_after)  # noqa: DTZ901


@settings(law, max_examples=120)
@given(st.sampled_from(Kind), recipients, moments, st.none() | waits)
def test_what_is_sent_to_a_member_was_agreed_to_and_comes_in_their_window(
    kind: Kind, recipient: Recipient, now: datetime, left: timedelta | None
) -> None:
    verdict = gate(outgoing(kind, None if left is None else now + left), recipient, now)

    member = recipient.member
    if isinstance(verdict, Send) and kind is Kind.CALL_BACK and member is None:
        assert not recipient.stopped  # a stranger who rang us
    elif isinstance(verdict, Send) and kind in TO_STAFF:
        assert not recipient.stopped
    elif isinstance(verdict, Send):
        assert isinstance(member, Member)
        assert kind is Kind.WORDS or is_open(member.window, member.time_zone, now)
        assert not recipient.stopped
        assert kind is Kind.INVITATION or recipient.standing.issuperset(NEEDS[kind])
        with_us = WITH_US if kind in NOT_ASKING else {MemberState.ACTIVE}
        assert kind is Kind.INVITATION or member.state in with_us


@settings(law, max_examples=120)
@given(st.sampled_from(Kind), recipients, moments, st.none() | waits)
def test_what_is_held_comes_back_in_time_and_is_decided_at_once(
    kind: Kind, recipient: Recipient, now: datetime, left: timedelta | None
) -> None:
    row = outgoing(kind, None if left is None else now + left)

    verdict = gate(row, recipient, now)

    if isinstance(verdict, Hold):
        assert verdict.until > now
        assert row.not_after is None or verdict.until <= row.not_after
        assert gate(row, recipient, verdict.until) == Send()
