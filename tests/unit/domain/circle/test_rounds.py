"""The clock's part: which question comes when, who gets it, and what is dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.circle.changes import RoundEnded, RoundOpened
from checkin.domain.circle.digest import Digest
from checkin.domain.circle.rotation import prompt_of, theme_of
from checkin.domain.circle.rounds import ends, opens
from checkin.domain.circle.seat import NEEDED, Circle, Round, Seat, Sitting
from checkin.domain.circle.terms import Circles
from checkin.domain.circle.words import words_in
from checkin.domain.decision import LineChanged
from checkin.domain.member import Channel, MemberState
from tests.builders import NOON, a_member

TERMS = Circles()
HOUR = timedelta(hours=1)


def sitting(number: int, **other: object) -> Sitting:
    member = a_member(id=number, line_id=number)
    seat = Seat(number, 1, number, number, joined_at=NOON)
    return replace(Sitting(seat, member, NEEDED), **other)


def circle(*sittings: Sitting, weeks: int = 0) -> Circle:
    return Circle(1, NOON, weeks, sittings)


def seat(**other: object) -> Seat:
    return replace(sitting(1).seat, **other)


@pytest.mark.parametrize(
    ("week", "prompt", "theme"),
    [
        *((1, 1, "win"), (2, 2, "question"), (3, 3, "thanks"), (4, 4, "win")),
        *((5, 5, "question"), (6, 6, "thanks"), (7, 1, "win"), (13, 1, "win"), (52, 4, "win")),
    ],
)
def test_the_questions_take_turns(week: int, prompt: int, theme: str) -> None:
    assert (prompt_of(week), theme_of(prompt_of(week))) == (prompt, theme)


@pytest.mark.parametrize(
    ("which", "asked", "reads"),
    [
        ({}, True, True),
        ({"seat": seat(muted=True)}, False, False),
        ({"seat": seat(digest_only=True)}, False, True),
        ({"seat": seat(joined_at=None)}, False, False),
        ({"seat": seat(left_at=NOON)}, False, False),
        ({"stopped": True}, False, False),
        ({"standing": frozenset()}, False, False),
        ({"endangered": True}, False, True),
        ({"busy": True}, True, True),
        ({"member": a_member(id=1, channel=Channel.CALL)}, False, False),
        ({"member": a_member(id=1, state=MemberState.PAUSED)}, False, False),
    ],
)
def test_who_gets_the_question_and_who_the_digest(
    which: dict[str, object], asked: bool, reads: bool
) -> None:
    one = sitting(1, **which)
    whole = circle(one, *(sitting(number) for number in (2, 3, 4)))

    question = opens(whole, NOON, TERMS)
    digests = {"en": Digest("River: hello", 1)}
    digest = ends(Round(1, 1, 1, 1, NOON), whole, digests, NOON, TERMS)

    assert (1 in [out.subject.member_id for out in question.send]) is asked
    assert (1 in [out.subject.member_id for out in digest.send]) is reads
    opened = [c.line_id for c in question.changes if isinstance(c, LineChanged)]
    assert (1 in opened) is (asked and not one.busy)


@pytest.mark.parametrize(
    ("late", "sit", "reason", "following"),
    [
        (timedelta(0), 3, "", 1),
        (timedelta(hours=23), 3, "", 1),
        (timedelta(hours=25), 3, "stale", 1),
        (timedelta(days=8), 3, "stale", 2),
        (timedelta(days=50), 3, "stale", 8),
        (timedelta(0), 2, "too_few", 1),
        (timedelta(0), 0, "too_few", 1),
    ],
)
def test_a_question_is_dropped_with_its_reason_and_the_next_week_stays(
    late: timedelta, sit: int, reason: str, following: int
) -> None:
    decided = opens(circle(*map(sitting, range(1, sit + 1))), NOON + late, TERMS)

    (opened,) = [change for change in decided.changes if isinstance(change, RoundOpened)]
    assert opened.reason == reason
    assert opened.next_round_at == NOON + following * timedelta(days=7)
    assert len(decided.send) == (0 if reason else sit)


@pytest.mark.parametrize(
    ("late", "told", "state", "sent"),
    [
        (timedelta(0), 2, "told", 1),
        (timedelta(0), 0, "silent", 0),
        (24 * HOUR, 2, "told", 1),
        (25 * HOUR, 2, "dropped", 0),
    ],
)
def test_how_a_round_ends(late: timedelta, told: int, state: str, sent: int) -> None:
    digests = {"en": Digest("River: hello", told)}

    decided = ends(Round(1, 1, 1, 1, NOON), circle(sitting(1)), digests, NOON + late, TERMS)

    (ended,) = decided.changes
    assert isinstance(ended, RoundEnded)
    assert (ended.state, len(decided.send)) == (state, sent)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("CIRCLE My dog sat! 🎉", "My dog sat! 🎉"),
        ("My dog sat!", "My dog sat!"),
        ("Ana circle: My dog", "My dog"),
        ("Ana My dog sat", "My dog sat"),
        ("Anabel came to see me", "Anabel came to see me"),
    ],
)
def test_the_words_are_passed_on_as_they_were_typed(body: str, words: str) -> None:
    assert words_in(body, "en", "Ana") == words
