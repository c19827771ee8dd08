"""A member has another number: consent moves with the person, and the old number lets go."""

from typing import Any

import pytest

from checkin.domain.consent import Action, ConsentEvent, Purpose
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import LineChanged, MemberMoved, NoticesReplaced
from checkin.domain.moving import SHARE, CannotMove, move
from checkin.domain.outgoing import Kind
from tests.builders import ANA, NOON, a_conversation, a_member

BOTH = frozenset({Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL})
HERE = Thread(ANA, standing=BOTH)


def new_line(*threads: Thread, **changes: Any) -> Conversation:
    """The line of the new number."""
    return a_conversation(*threads, **{"line_id": 22, **changes})


def on_it(member_id: int, name: str) -> Thread:
    """Somebody who has that number already."""
    return Thread(a_member(id=member_id, line_id=22, name=name))


@pytest.mark.parametrize("threads", [(), (on_it(7, "Eva"),)])
def test_what_was_agreed_to_moves_and_ends_on_the_old_number(threads: tuple[Thread, ...]) -> None:
    decision = move(HERE, new_line(*threads), "told by phone", NOON)

    events = [c for c in decision.changes if isinstance(c, ConsentEvent)]
    assert [(e.line_id, e.member_id, e.purpose, e.action) for e in events] == [
        (11, 1, Purpose.ALL, Action.EXPIRED),
        (22, 1, Purpose.CHECKIN_CALL, Action.RENEWED),
        (22, 1, Purpose.CHECKIN_TEXT, Action.RENEWED),
    ]
    assert {event.evidence for event in events} == {"told by phone"}
    assert MemberMoved(1, 22) in decision.changes
    (told,) = decision.send
    assert (told.kind, told.subject.line_id, told.wording) == (Kind.NOTICE, 22, "notice.number")


def test_nothing_is_agreed_to_by_moving() -> None:
    decision = move(Thread(ANA), new_line(), "told by phone", NOON)

    kinds = [type(change) for change in decision.changes]
    assert kinds == [ConsentEvent, MemberMoved, NoticesReplaced]
    assert decision.send == ()


def test_a_number_that_nobody_has_and_that_had_stopped_is_opened() -> None:
    decision = move(HERE, new_line(stopped=True), "told by phone", NOON)

    assert LineChanged(22, stopped=False) in decision.changes


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (a_conversation(line_id=11), "already"),
        (new_line(on_it(7, "Eva"), stopped=True), "stopped"),
        (new_line(answerable=False), "called"),
        (new_line(on_it(7, "ANA")), "name"),
        (new_line(*[on_it(n, f"N{n}") for n in range(10, 10 + SHARE)]), str(SHARE)),
    ],
)
def test_some_numbers_cannot_be_a_members(to: Conversation, why: str) -> None:
    with pytest.raises(CannotMove, match=why):
        move(HERE, to, "told by phone", NOON)


def test_the_last_place_on_a_phone_is_one() -> None:
    five = [on_it(n, f"N{n}") for n in range(10, 9 + SHARE)]

    assert move(HERE, new_line(*five), "told by phone", NOON).changes
