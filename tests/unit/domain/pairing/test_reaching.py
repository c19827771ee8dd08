"""Who is asked to reach a member who is silent or not ok, and what follows from an answer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checkin.domain.consent import Medium
from checkin.domain.conversation import Asking, Prompt, Thread
from checkin.domain.decision import Decision, EscalationNoted
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.pairing import (
    Nudge,
    NudgeChanged,
    NudgeKind,
    NudgePlanned,
    NudgeState,
    Pairing,
    PairingChanged,
    PairingState,
    Shape,
)
from checkin.domain.pairing.reaching import Circle, first_asked, went_on
from checkin.domain.policy import Policy
from checkin.domain.talk import nudges
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb
from tests.builders import ANA, DAY, HOUR, NOON, a_check_in, a_conversation
from tests.unit.domain.pairing.pairs import BEN, EVE, a_pairing, a_side

POLICY = Policy()
WITH_BEN = a_pairing(a_side(BEN), a_side())
WITH_EVE = replace(a_pairing(a_side(EVE), a_side()), id=8)
ASKED = Nudge(30, 7, NudgeKind.SILENCE, BEN.id, ANA.id, NudgeState.ASKED, NOON, NOON + 4 * HOUR)


def circle(*pairings: Pairing, tried: frozenset[int] = frozenset(), **lately: int) -> Circle:
    """Ana's buddies; `ben` and `eve` say how often each was asked this week."""
    counted = {{"ben": BEN.id, "eve": EVE.id}[name]: count for name, count in lately.items()}
    return Circle(ANA.id, pairings or (WITH_BEN, WITH_EVE), tried, counted)


def planned(decision: Decision) -> list[tuple[int, int]]:
    """Who is asked, and how often it was passed on before."""
    return [(c.buddy_id, c.passed) for c in decision.changes if isinstance(c, NudgePlanned)]


RESTS = replace(WITH_BEN, sides=(replace(WITH_BEN.sides[0], resting_until=NOON + DAY), a_side()))


@pytest.mark.parametrize(
    ("theirs", "asked"),
    [
        (circle(), [BEN.id]),
        (circle(ben=1), [EVE.id]),  # the fewest this week first
        (circle(ben=2, eve=1), [EVE.id]),
        (circle(ben=3, eve=3), []),
        (circle(RESTS, WITH_EVE), [EVE.id]),
        (circle(replace(WITH_BEN, state=PairingState.PAUSED)), []),
        (circle(replace(WITH_BEN, shape=Shape.BUDDY)), [BEN.id]),
        (circle(a_pairing(shape=Shape.BUDDY)), []),  # Ana supports Ben, and not he her
        (circle(a_pairing(a_side(BEN), a_side(standing=frozenset()))), []),
        (circle(tried=frozenset({BEN.id})), []),  # somebody is asked about it already
    ],
)
def test_the_willing_one_with_the_fewest_is_asked(theirs: Circle, asked: list[int]) -> None:
    decision = first_asked(NudgeKind.SILENCE, theirs, 101, NOON, POLICY)

    assert planned(decision) == [(buddy, 0) for buddy in asked]
    assert [out.subject.member_id for out in decision.send] == asked


@pytest.mark.parametrize(
    ("state", "tried", "ends", "following"),
    [
        (NudgeState.PASSED, {BEN.id}, NudgeState.PASSED, [(EVE.id, 1)]),
        (NudgeState.ASKED, {BEN.id}, NudgeState.EXPIRED, [(EVE.id, 1)]),
        (NudgeState.TAKEN, {BEN.id}, NudgeState.NOT_DONE, [(EVE.id, 1)]),
        (NudgeState.DUE, {BEN.id}, NudgeState.ASKED, []),  # not tonight: the same one again
        (NudgeState.PASSED, {BEN.id, EVE.id}, NudgeState.PASSED, []),
    ],
)
def test_it_goes_on_to_the_next_and_then_the_member_hears_the_truth(
    state: NudgeState, tried: set[int], ends: NudgeState, following: list[tuple[int, int]]
) -> None:
    nudge = replace(ASKED, state=state)

    decision = went_on(nudge, WITH_BEN, circle(tried=frozenset(tried)), NOON + DAY, POLICY)

    (moved,) = (c for c in decision.changes if isinstance(c, NudgeChanged))
    assert (moved.after.state, planned(decision)) == (ends, following)
    to_team = not following and ends is not NudgeState.ASKED
    assert any(isinstance(c, EscalationNoted) for c in decision.changes) is to_team
    (out,) = decision.send
    assert (out.wording == "reach.team") is to_team


def scene(nudge: Nudge, asking: Asking, now: datetime, **thread: object) -> Scene:
    """Ben says something to what he was asked about Ana."""
    ben = replace(Thread(BEN, bonds=(WITH_BEN,), nudges=(nudge,)), **thread)  # type: ignore[arg-type]
    line = a_conversation(ben)
    return Scene(line, Medium.TEXT, "a text", now, POLICY, Prompt(asking, BEN.id, "7", now + DAY))


def key(digit: str) -> Meaning:
    return Meaning({"1": Verb.OK, "2": Verb.NOT_OK, "3": Verb.CALL_ME}[digit], digits=digit)


@pytest.mark.parametrize(
    ("digit", "later", "state"),
    [
        ("1", HOUR, NudgeState.TAKEN),
        ("2", HOUR, NudgeState.DUE),
        ("2", DAY, NudgeState.PASSED),  # the second time
        ("3", HOUR, NudgeState.PASSED),
    ],
)
def test_one_key_says_whether_they_can(digit: str, later: timedelta, state: NudgeState) -> None:
    decision = nudges.reach(scene(ASKED, Asking.REACH, NOON + later), key(digit))

    assert decision is not None
    (moved,) = (c for c in decision.changes if isinstance(c, NudgeChanged))
    assert moved.after.state is state
    assert [out.wording for out in decision.send] == ["reach.who"] * (digit == "1")


@pytest.mark.parametrize("rule", [nudges.happened, nudges.how_it_went, nudges.reach])
def test_a_bare_number_answers_an_open_check_in_first(rule: object) -> None:
    open_ = scene(ASKED, Asking.REACH, NOON, check_in=a_check_in(BEN))

    assert rule(open_, key("2")) is None  # type: ignore[operator]


@pytest.mark.parametrize(
    ("contacts", "asks"), [(0, True), (3, True), (4, False), (6, False), (7, True), (11, True)]
)
def test_how_it_went_is_asked_after_the_first_four_and_then_every_month(
    contacts: int, asks: bool
) -> None:
    bond = replace(WITH_BEN, contacts=contacts)
    there = scene(ASKED, Asking.HAPPENED, NOON, bonds=(bond,))

    decision = nudges.happened(there, key("1"))

    assert decision is not None
    (pairing,) = (c.after for c in decision.changes if isinstance(c, PairingChanged))
    assert (pairing.contacts, pairing.last_contact_at) == (contacts + 1, NOON)
    assert decision.reply is not None
    assert (decision.reply.say[0].key == "nudge.went") is asks


@pytest.mark.parametrize(("digit", "how"), [("1", "good"), ("2", "hard"), ("3", "worried")])
def test_a_worry_is_raised_about_the_one_and_looked_after_in_the_other(
    digit: str, how: str
) -> None:
    taken = replace(ASKED, state=NudgeState.TAKEN, how_it_went="asked")

    decision = nudges.how_it_went(scene(taken, Asking.HOW_IT_WENT, NOON), key(digit))

    assert decision is not None
    (moved,) = (c.after for c in decision.changes if isinstance(c, NudgeChanged))
    assert (moved.state, moved.how_it_went) == (NudgeState.DONE, how)
    raised = [(c.kind, c.member_id) for c in decision.changes if isinstance(c, Raised)]
    worried = [(EscalationKind.WORRY, ANA.id), (EscalationKind.FOLLOW_UP, BEN.id)]
    assert raised == (worried if how == "worried" else [])
    assert [out.not_before for out in decision.send] == [NOON + DAY] * (how == "worried")
