"""The golden vectors of practice (R18 to R39), with the real words, revocation and risk rules.

Where we differ from the vector on purpose, the row says so.
"""

from dataclasses import dataclass, replace

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.risk import Level, assess
from tests.builders import NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import BOTH, TEXTS, Line, a_thread, strangers

NONE, CONCERN, CRISIS = Level.NONE, Level.CONCERN, Level.CRISIS


@dataclass(frozen=True)
class Vector:
    """One text from somebody who was asked how they are, and what must follow."""

    body: str
    stops: bool
    risk: Level
    said: tuple[str, ...]
    raised: tuple[str, ...] = ()
    why: str = ""


STOPPED, CLARIFIED = ("stopped",), ("answer.clarify",)
VECTORS = [
    Vector("STOP", True, NONE, STOPPED),
    Vector("Stop.", True, NONE, STOPPED),
    Vector(" stop!! ", True, NONE, STOPPED),
    Vector("Opt-Out", True, NONE, STOPPED),
    Vector("UNSUBSCRIBE", True, NONE, STOPPED),
    Vector("end", True, NONE, STOPPED, why="the note after a text at risk is the open danger"),
    Vector("I want to end it", False, CRISIS, ("danger.crisis",), ("danger",)),
    Vector("end my life", False, CRISIS, ("danger.crisis",), ("danger",)),
    Vector("STOP I want to die", True, CRISIS, ("stopped", "danger.crisis"), ("danger", "stop")),
    Vector("I quit drinking today", False, NONE, CLARIFIED, why="asked about, then read"),
    Vector("I can't stop crying", False, CONCERN, ("danger.concern",), ("danger",), "above yellow"),
    Vector("please stop texting me", True, NONE, STOPPED, ("stop",)),
    Vector("take me off this", True, NONE, STOPPED, ("stop",)),
    Vector("leave me alone", True, NONE, STOPPED, ("stop",)),
    Vector("no mas", True, NONE, STOPPED, ("stop",)),
    Vector("leave me alone to die", True, CRISIS, ("stopped", "danger.crisis"), ("danger", "stop")),
    Vector("cancel", True, NONE, STOPPED),
    Vector("cancel my call tomorrow", False, NONE, CLARIFIED),
    Vector("HELP", False, CONCERN, ("help",), ("help",)),
    Vector("help me please", False, CONCERN, ("danger.concern",), ("danger",)),
    Vector("please help", False, CONCERN, ("help", "danger.concern"), ("danger",)),
    Vector("I took all my pills", False, CRISIS, ("danger.crisis",), ("danger",)),
    Vector("he is hitting me", False, CRISIS, ("danger.neutral",), ("danger",)),
    Vector("I would never kill myself lol", False, CONCERN, ("danger.concern",), ("danger",)),
    Vector("my bus stop is flooded", False, NONE, CLARIFIED),
    Vector("1", False, NONE, ("answer.ok",)),
    Vector("sawa", False, NONE, ("answer.ok",)),
    Vector("ok", False, NONE, ("answer.ok",)),
    Vector("2", False, NONE, ("answer.not_ok",), ("not_ok",)),
    Vector("shida", False, NONE, ("answer.not_ok",), ("not_ok",)),
    Vector("not ok", False, CONCERN, ("answer.not_ok",), ("not_ok",), "an answer, not two tasks"),
    Vector(
        "DELETE ME", False, NONE, ("forget.really",), why="erasing cannot be undone: asked once"
    ),
]


def asked() -> Line:
    """Ana, who was asked two hours ago and gets texts only."""
    return Line(a_conversation(a_thread(a_member(), asked=True)), assess=assess)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.body)
def test_a_vector_leads_to_what_it_says(vector: Vector) -> None:
    line = asked()

    line.text(vector.body)

    assert assess(vector.body).level is vector.risk
    assert line.line.stopped is vector.stops
    assert (tuple(line.said), tuple(line.raised)) == (vector.said, vector.raised)


@pytest.mark.parametrize("body", ["who is this?", "wrong number"])
def test_a_wrong_number_is_suppressed_and_told_nothing(body: str) -> None:
    line = asked()

    line.text(body)

    assert (line.said, line.line.stopped) == (["wrong_number"], True)
    assert line.raised == ["wrong_number"]


@pytest.mark.parametrize("body", ["STOP", "stop", "StOp!"])
def test_a_stop_from_an_unknown_number_suppresses_it_and_is_confirmed_once(body: str) -> None:
    line = strangers()
    line.assess = assess

    line.text(body)
    assert (line.said, line.line.stopped) == (["stopped"], True)
    line.text(body)

    assert line.said == []


def test_a_yes_without_an_open_prompt_is_met_with_a_sentence_and_no_consent() -> None:
    line = Line(a_conversation(a_thread(a_member())), assess=assess)

    line.text("YES")

    assert (line.said, line.events) == (["no_question"], [])


def test_delete_me_and_yes_revoke_everything_and_open_a_case() -> None:
    line = asked()

    line.texts("DELETE ME", "YES")

    assert (line.events, line.raised) == ([("all", "revoked")], ["forget"])


@pytest.mark.parametrize("standing", [BOTH, TEXTS])
def test_nine_in_a_call_stops_calls_and_asks_about_texts_once(
    standing: frozenset[Purpose],
) -> None:
    """By key at once, while they are on the line, and not by a text later."""
    line = Line(a_conversation(a_thread(a_member(), standing=standing)), assess=assess)

    line.call("9")

    assert line.said == ["stopped.calls"]
    assert Purpose.CHECKIN_CALL not in line.thread().standing


def test_after_a_text_at_risk_an_end_alone_stops_and_leaves_the_danger_open() -> None:
    line = Line(
        a_conversation(a_thread(a_member(), check_in=replace(a_check_in(), due_at=NOON))),
        assess=assess,
    )

    line.texts("I want to end it", "end")

    assert (line.line.stopped, line.raised) == (True, ["danger"])
