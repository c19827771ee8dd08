"""Whose turn it is, who is left out of it, and when the next one comes."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from checkin.domain.decision import Decision, LineChanged
from checkin.domain.member import Channel, MemberState, Window
from checkin.domain.outgoing import Kind
from checkin.domain.pairing import NudgePlanned, PairingChanged, Shape, Side
from checkin.domain.pairing.cadence import LATE, LEFT_OUT, turn_come
from checkin.domain.pairing.nudging import PROMPTS, next_prompt
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, HOUR, NOON
from tests.unit.domain.pairing.pairs import BEN, EVE, a_pairing, a_side

POLICY = Policy()
TRIO = (a_side(), a_side(BEN), a_side(EVE))


def planned(decision: Decision) -> tuple[int, int] | None:
    """Who is asked, and about whom."""
    found = [c for c in decision.changes if isinstance(c, NudgePlanned)]
    return (found[0].buddy_id, found[0].member_id) if found else None


def moved(decision: Decision) -> PairingChanged:
    (found,) = (c for c in decision.changes if isinstance(c, PairingChanged))
    return found


@pytest.mark.parametrize(
    ("sides", "shape", "turn", "asked", "next_turn"),
    [
        (TRIO[:2], Shape.PEERS, 1, (1, 2), 2),
        (TRIO[:2], Shape.PEERS, 2, (2, 1), 1),
        (TRIO[:2], Shape.PEERS, None, (1, 2), 2),
        (TRIO[:2], Shape.BUDDY, 1, (1, 2), 1),
        (TRIO[:2], Shape.BUDDY, 2, (1, 2), 1),
        (TRIO, Shape.PEERS, 1, (1, 2), 2),
        (TRIO, Shape.PEERS, 5, (5, 1), 1),
    ],
)
def test_turns_go_round(
    sides: tuple[Side, ...], shape: Shape, turn: int, asked: tuple[int, int], next_turn: int
) -> None:
    decision = turn_come(a_pairing(*sides, shape=shape, turn=turn), {}, 0, NOON, POLICY)

    assert planned(decision) == asked
    assert (moved(decision).after.turn, moved(decision).what) == (next_turn, "")


RESTS = {"resting_until": NOON + DAY}
PAUSED = {"member": replace(ANA, state=MemberState.PAUSED)}


@pytest.mark.parametrize(
    ("hers", "lately", "asked"),
    [
        (RESTS, {}, (2, 1)),  # she rests from looking after others, and may be looked after
        ({"shared": True}, {}, (2, 1)),
        ({}, {1: 3}, (2, 1)),
        ({}, {1: 2}, (1, 2)),
        ({}, {1: 3, 2: 3}, None),
        ({"endangered": True}, {}, None),
        ({"stopped": True}, {}, None),
        ({"standing": frozenset()}, {}, None),
        (PAUSED, {}, None),
    ],
)
def test_who_may_not_be_asked_is_left_out(
    hers: dict[str, object], lately: dict[int, int], asked: tuple[int, int] | None
) -> None:
    decision = turn_come(a_pairing(replace(a_side(), **hers), a_side(BEN)), lately, 0, NOON, POLICY)

    assert planned(decision) == asked
    assert moved(decision).what == ("" if asked else LEFT_OUT)
    assert moved(decision).after.next_nudge_at == NOON + 7 * DAY


@pytest.mark.parametrize(
    ("now", "sent", "following"),
    [
        (NOON, True, NOON + 7 * DAY),
        (NOON + DAY, True, NOON + 7 * DAY),
        (NOON + DAY + timedelta(minutes=1), False, NOON + 7 * DAY),
        (NOON + 20 * DAY, False, NOON + 21 * DAY),
        (NOON + 21 * DAY, False, NOON + 28 * DAY),
    ],
)
def test_a_turn_is_never_stale_and_the_next_one_is_still_to_come(
    now: datetime, sent: bool, following: datetime
) -> None:
    decision = turn_come(a_pairing(), {}, 0, now, POLICY)

    assert bool(decision.send) == bool(planned(decision)) == sent
    assert moved(decision).after.next_nudge_at == following
    assert moved(decision).what == ("" if sent else LATE)


def test_it_leaves_in_the_window_of_the_one_who_is_asked() -> None:
    evening = replace(ANA, window=Window(time(18), time(20)))

    (out,) = turn_come(a_pairing(a_side(evening), a_side(BEN)), {}, 0, NOON, POLICY).send

    assert (out.not_before, out.not_after) == (NOON + 6 * HOUR, NOON + 6 * HOUR + DAY)


@pytest.mark.parametrize("channel", Channel)
def test_it_comes_by_their_own_channel_and_names_no_number(channel: Channel) -> None:
    hers = a_side(replace(ANA, channel=channel))

    decision = turn_come(a_pairing(hers, a_side(BEN)), {}, 0, NOON, POLICY)

    (out,) = decision.send
    by_call = channel is Channel.CALL
    assert out.kind is (Kind.BUDDY_CALL if by_call else Kind.BUDDY)
    assert dict(out.values) == {"buddy": "alias.2", "pairing": "7", "tip": "8"}
    assert any(isinstance(c, LineChanged) for c in decision.changes) is not by_call


def test_a_pair_hears_every_tip_before_one_comes_again() -> None:
    heard = [next_prompt(0, 5)]
    while len(heard) <= PROMPTS:
        heard.append(next_prompt(heard[-1], 5))

    assert sorted(heard[:PROMPTS]) == list(range(1, PROMPTS + 1))
    assert heard[PROMPTS] == heard[0]
