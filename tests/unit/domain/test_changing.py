"""What a coordinator changes: what is written, who is told, and when the next question is."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from checkin.domain.changing import (
    Known,
    Wish,
    ask_otherwise,
    end_pause,
    note,
    pause,
    stamp,
)
from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.decision import CheckInChanged, Decision, MemberChanged, MemberNoted
from checkin.domain.importing.enrolment import Wrong
from checkin.domain.member import Cadence, Channel, Member, MemberState, Rhythm, Window
from tests.builders import ANA, DAY, NOON, a_check_in, a_member, daily

DANA = 3
BOTH = frozenset({Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL})
TUESDAY, THURSDAY = 1, 3  # it is Wednesday


def wish(member: Member, **changes: Any) -> Wish:
    """What stands for `member`, changed so."""
    stands = {name: getattr(member, name) for name in Wish.__slots__}
    return Wish(**stands | changes)


def changed(known: Known, **changes: Any) -> Decision:
    return ask_otherwise(known, wish(known.member, **changes), NOON, DANA)


def slot(decision: Decision) -> datetime | None:
    (written,) = (c for c in decision.changes if isinstance(c, MemberChanged))
    return written.next_due_at


def noted(decision: Decision) -> dict[str, str]:
    notes = [c for c in decision.changes if isinstance(c, MemberNoted)]
    assert {n.coordinator_id for n in notes} <= {DANA}
    return {n.what: n.note for n in notes}


@pytest.mark.parametrize(
    ("changes", "written", "told"),
    [
        ({"language": "sw"}, {"language": "en → sw"}, False),
        ({"channel": Channel.CALL}, {"channel": "text → call"}, False),
        ({"window": Window(time(9), time(12))}, {"window": "09:00-20:00 → 09:00-12:00"}, False),
        ({"time_zone": "Africa/Nairobi"}, {"time_zone": "UTC → Africa/Nairobi"}, True),
        (
            {"rhythm": Rhythm(Cadence.DAILY, time(18))},
            {"rhythm": "weekly 10:00 → daily 18:00"},
            True,
        ),
        (
            {"rhythm": Rhythm(Cadence.WEEKLY, time(10), TUESDAY), "language": "sw"},
            {"rhythm": "weekly 10:00 → weekly Tue 10:00", "language": "en → sw"},
            True,
        ),
    ],
)
def test_each_change_is_a_line_of_the_history_and_only_a_new_time_is_told(
    changes: dict[str, Any], written: dict[str, str], told: bool
) -> None:
    decision = changed(Known(ANA, BOTH, NOON + DAY), **changes)

    assert noted(decision) == written
    assert bool(decision.send) is told
    assert (slot(decision) is not None) is told
    for out in decision.send:
        cadence = wish(ANA, **changes).rhythm.cadence
        assert out.wording == f"notice.{cadence}"
        assert out.not_before == NOON


def test_what_is_so_already_changes_nothing() -> None:
    assert changed(Known(ANA, BOTH, None)) == Decision()


@pytest.mark.parametrize("state", [MemberState.INVITED, MemberState.PAUSED, MemberState.LEFT])
def test_who_is_not_asked_now_is_not_told_and_gets_no_slot(state: MemberState) -> None:
    known = Known(a_member(state=state), BOTH, None)

    decision = changed(known, rhythm=Rhythm(Cadence.DAILY, time(18)))

    assert decision.send == ()
    assert slot(decision) is None
    assert "rhythm" in noted(decision)


def test_nobody_is_asked_by_a_road_they_have_not_agreed_to() -> None:
    only_texts = frozenset({Purpose.CHECKIN_TEXT})

    with pytest.raises(Wrong) as refused:
        changed(Known(ANA, only_texts, None), channel=Channel.CALL)

    assert refused.value.key == "wrong.not_agreed"
    invited = Known(a_member(state=MemberState.INVITED), frozenset(), None)
    assert changed(invited, channel=Channel.CALL).changes  # their yes will be for both


def at(days: int, hour: int) -> datetime:
    """An hour of that day, counted from today."""
    return NOON.replace(hour=hour) + days * DAY


@pytest.mark.parametrize(
    ("member", "rhythm", "planned", "asked", "expected"),
    [
        # Another hour only: the day that was planned stays.
        (ANA, Rhythm(at=time(15)), at(6, 10), None, at(6, 15)),
        (daily(), Rhythm(Cadence.DAILY, time(15)), at(1, 10), at(0, 10), at(1, 15)),
        # The new hour of today is over: today's question still comes at its old hour.
        (daily(), Rhythm(Cadence.DAILY, time(11)), at(0, 18), None, at(0, 18)),
        # Other days: the first one to come ...
        (ANA, Rhythm(Cadence.DAILY, time(15)), at(6, 10), None, at(0, 15)),
        (ANA, Rhythm(at=time(10), weekday=THURSDAY), at(6, 10), None, at(1, 10)),
        (daily(), Rhythm(at=time(10), weekday=TUESDAY), at(1, 10), at(0, 10), at(6, 10)),
        # ... but not a second one on a day on which they have been asked.
        (ANA, Rhythm(Cadence.DAILY, time(15)), at(7, 10), at(0, 10), at(1, 15)),
        (ANA, Rhythm(Cadence.DAILY, time(15)), None, at(0, 10), at(1, 15)),
    ],
)
def test_the_next_question_neither_doubles_nor_skips(
    member: Member,
    rhythm: Rhythm,
    planned: datetime | None,
    asked: datetime | None,
    expected: datetime,
) -> None:
    latest = a_check_in(member, due_at=asked) if asked else None

    decision = changed(Known(member, BOTH, planned, latest), rhythm=rhythm)

    assert slot(decision) == expected


def test_a_pause_is_the_members_own_and_gives_up_what_is_open() -> None:
    open_one = a_check_in(ANA)

    decision = pause(Known(ANA, BOTH, NOON, open_one), date(2026, 3, 14), NOON, DANA)

    back = datetime(2026, 3, 14, tzinfo=NOON.tzinfo)
    state = MemberState.PAUSED
    assert MemberChanged(1, state=state, unplanned=True, paused_until=back) in decision.changes
    (given_up,) = (c for c in decision.changes if isinstance(c, CheckInChanged))
    assert given_up.after.state is CheckInState.CANCELLED
    assert noted(decision) == {"paused": "2026-03-14"}
    assert decision.send == ()


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_pause_is_of_some_weeks_at_most(days: int) -> None:
    with pytest.raises(Wrong) as refused:
        pause(Known(ANA, BOTH, None), NOON.date() + timedelta(days), NOON, DANA)
    assert refused.value.key == "wrong.until"


@pytest.mark.parametrize("state", [MemberState.INVITED, MemberState.LEFT])
def test_only_who_is_with_us_can_pause(state: MemberState) -> None:
    known = Known(a_member(state=state), BOTH, None)
    with pytest.raises(Wrong) as refused:
        pause(known, NOON.date() + DAY, NOON, DANA)
    assert refused.value.key == "wrong.not_with_us"


def test_a_pause_ends_with_a_slot_to_come() -> None:
    paused = a_member(state=MemberState.PAUSED)

    decision = end_pause(Known(paused, BOTH, None), NOON, DANA)

    assert slot(decision) == at(1, 10)
    assert noted(decision) == {"back": ""}
    with pytest.raises(Wrong):
        end_pause(Known(ANA, BOTH, NOON), NOON, DANA)


def test_a_note_is_kept_as_it_is_and_an_empty_one_is_refused() -> None:
    assert noted(note(ANA, " Moves house in May.\n", DANA)) == {"noted": "Moves house in May."}
    with pytest.raises(Wrong):
        note(ANA, " \n ", DANA)


def test_the_stamp_is_another_one_after_any_change() -> None:
    others = (
        replace(ANA, language="sw"),
        replace(ANA, line_id=99),
        replace(ANA, state=MemberState.PAUSED),
        replace(ANA, rhythm=Rhythm(at=time(11))),
        replace(ANA, window=Window(time(9), time(19))),
    )
    assert len({stamp(member) for member in (ANA, *others)}) == len(others) + 1
    assert stamp(replace(ANA)) == stamp(ANA)
