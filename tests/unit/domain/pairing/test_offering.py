"""From a proposal to a pair: each transition, whom it asks, and what nobody can tell from it."""

from dataclasses import replace
from typing import Any

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.decision import Decision
from checkin.domain.escalation import Refused
from checkin.domain.pairing import (
    Answered,
    Ended,
    Pairing,
    PairingChanged,
    PairingState,
    SideChanged,
)
from checkin.domain.pairing.offering import (
    NORMS,
    accepted,
    answered,
    approve,
    goes_on,
    held,
    lapsed,
)
from tests.builders import ANA, BEN, DAY, NOON
from tests.pairing import a_pairing, a_side, offered

W, Y, N, A = Answered.WAITING, Answered.AGREED, Answered.DECLINED, Answered.ACCEPTED
CLEO = 3


def states(decision: Decision) -> list[PairingState]:
    """The states that the pairing comes to."""
    return [c.after.state for c in decision.changes if isinstance(c, PairingChanged)]


def sent(decision: Decision) -> list[tuple[int | None, str, str]]:
    """To whom, as what and which words."""
    return [(out.subject.member_id, out.kind.value, out.wording) for out in decision.send]


def test_each_is_offered_it_by_their_own_channel_without_a_name() -> None:
    decision = approve(a_pairing(), CLEO, NOON)
    assert states(decision) == [PairingState.OFFERED]
    assert sent(decision) == [(1, "offer", "offer.one"), (2, "offer_call", "offer.one")]
    for out in decision.send:
        assert out.not_after == NOON + 3 * DAY
        assert not {"Ana", "Ben"} & set(dict(out.values).values())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"endangered": True}, "refused.in_danger"),
        ({"stopped": True}, "refused.not_willing"),
        ({"standing": frozenset()}, "refused.not_willing"),
    ],
)
def test_who_must_not_be_asked_is_not_offered(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as refused:
        approve(a_pairing(a_side(), a_side(BEN, **changes)), CLEO, NOON)
    assert refused.value.key == why


@pytest.mark.parametrize("state", [state for state in PairingState if state != "proposed"])
def test_only_a_proposal_is_approved(state: PairingState) -> None:
    with pytest.raises(Refused):
        approve(a_pairing(state=state), CLEO, NOON)


def test_topics_are_named_only_to_who_agreed_to_open_words_and_shares_no_phone() -> None:
    openly = a_side().standing | {Purpose.OVERT_WORDING}
    for side, key in (
        (a_side(standing=openly), "offer.openly"),
        (a_side(standing=openly, shared=True), "buddy.for_you"),
        (a_side(), "offer.one"),
    ):
        decision = approve(a_pairing(side, a_side(BEN), topics=("grief",)), CLEO, NOON)
        assert sent(decision)[0][2] == key
        assert ("grief" in str(decision.send[0].values)) == (key == "offer.openly")


@pytest.mark.parametrize(
    ("said", "yes", "comes_to", "asks"),
    [
        ((W, W), True, [], []),
        ((W, W), False, [], []),  # the other cannot tell a no from silence
        ((W, Y), False, [], []),
        ((W, N), True, [], []),
        ((W, N), False, [PairingState.ENDED], []),  # nobody waits any more
        ((W, Y), True, [PairingState.OFFERED], [(2, "buddy_call", "norms")]),
        ((Y, W), True, [], []),  # has answered already
        ((N, W), True, [], []),
    ],
)
def test_what_follows_from_anas_answer(
    said: tuple[Answered, Answered],
    yes: bool,
    comes_to: list[PairingState],
    asks: list[Any],
) -> None:
    decision = answered(offered(*said), ANA.id, NOON, yes=yes)
    assert states(decision) == comes_to
    assert sent(decision) == asks
    changed = [c.after for c in decision.changes if isinstance(c, SideChanged)]
    assert changed == ([Y if yes else N] if said[0] is W else [])


def test_the_last_to_accept_the_norms_begins_the_pair_and_a_first_time_is_named() -> None:
    assert states(accepted(offered(Y, Y), ANA.id, NOON, yes=True)) == []
    decision = accepted(offered(Y, A), ANA.id, NOON, yes=True)
    assert states(decision) == [PairingState.ACTIVE]
    assert sent(decision) == [(2, "buddy_call", "buddy.begun_at")]
    (begun,) = [c.after for c in decision.changes if isinstance(c, PairingChanged)]
    assert begun.next_nudge_at == NOON.replace(day=5, hour=9)
    assert (begun.act_after, begun.active_since) == (NOON + 7 * DAY, NOON)
    assert [c.norms for c in decision.changes if isinstance(c, SideChanged)] == [NORMS]


def test_a_no_to_the_norms_is_as_quiet_as_a_no_to_the_offer() -> None:
    decision = accepted(offered(Y, Y), ANA.id, NOON, yes=False)
    assert (states(decision), sent(decision)) == ([], [])


@pytest.mark.parametrize(
    ("said", "why"), [((Y, N), Ended.DECLINED), ((Y, W), Ended.EXPIRED), ((W, W), Ended.EXPIRED)]
)
def test_when_time_is_over_all_who_waited_hear_the_same(
    said: tuple[Answered, Answered], why: Ended
) -> None:
    decision = lapsed(offered(*said), NOON)
    (over,) = [c.after for c in decision.changes if isinstance(c, PairingChanged)]
    assert (over.state, over.ended, over.act_after) == (PairingState.ENDED, why, None)
    waited = [member for member, answer in zip((1, 2), said, strict=True) if answer is not N]
    assert [(to, key) for to, _, key in sent(decision)] == [(to, "offer.over") for to in waited]


def endangered(pairing: Pairing) -> Pairing:
    """Ben is in danger."""
    ana, ben = pairing.sides
    return replace(pairing, sides=(ana, replace(ben, endangered=True)))


def test_an_offer_waits_while_one_is_in_danger_and_goes_on_with_the_whole_time() -> None:
    waits = endangered(offered(Y, W))
    assert (states(held(waits, NOON)), sent(held(waits, NOON))) == ([PairingState.PAUSED], [])
    resting = replace(waits, state=PairingState.PAUSED)
    assert (states(goes_on(resting, NOON)), sent(goes_on(resting, NOON))) == (
        [PairingState.PAUSED],
        [],
    )
    again = goes_on(offered(Y, W, state=PairingState.PAUSED), NOON)
    assert sent(again) == [(2, "offer_call", "offer.one")]
    assert again.send[0].not_after == NOON + 3 * DAY
    both = goes_on(offered(Y, Y, state=PairingState.PAUSED), NOON)
    assert [key for _, _, key in sent(both)] == ["norms", "norms"]
