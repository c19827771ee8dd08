"""STOP, in every language and from every state, for everybody on the line, leads to silence."""

import re
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.conversation import Conversation
from checkin.domain.intents import STOP_WORDS
from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from checkin.domain.risk import Assessment
from checkin.domain.talk.text import AFTER_STOP
from tests.builders import ANA
from tests.unit.domain.laws import law
from tests.unit.domain.talk.anything import KEYS, assessments, lines, policies, said
from tests.unit.domain.talk.line import ALL, Line, a_thread, ana_alone, eva, shared

PLAIN = re.compile(r"[^|()\[\]{}<>*+?.\"']+")


def definitive() -> list[str]:
    """Every word that stops by itself on any line: the rules' and the carrier's, and our own."""
    found = set(STOP_WORDS)
    for code in ALL:
        file = files("checkin.domain.revocation").joinpath(f"{code}.toml")
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        found |= {word for word in content["exact"] if PLAIN.fullmatch(word)}
        found -= set(content["ambiguous"])
    return sorted(found)


def dressed(word: str, dress: int) -> str:
    """A word in capitals, with an emoji, with marks around it."""
    return [word, f" {word.upper()}!! \U0001f6d1", f"\u201c{word.capitalize()}.\u201d\n"][dress]


def silent(line: Line) -> None:
    """Nobody is with us, nothing is open, and nothing stands."""
    for thread in line.line.threads:
        assert thread.member.state is MemberState.LEFT
        assert not (thread.check_in and thread.check_in.is_open)
        assert thread.standing == frozenset()
    assert line.line.stopped


stops = st.builds(dressed, st.sampled_from(definitive()), st.integers(0, 2))


@settings(law, max_examples=300)
@given(lines(), stops, policies, assessments)
def test_stop_from_every_state_and_in_every_language_leads_to_silence(
    conversation: Conversation, stop: str, policy: Policy, assessment: Assessment
) -> None:
    line = Line(conversation, policy, assess=lambda body: assessment)

    line.text(stop)

    silent(line)


@pytest.mark.parametrize("word", definitive())
def test_every_definitive_word_stops_a_shared_line_and_is_confirmed(word: str) -> None:
    line = shared()

    line.text(f"{word.upper()}!")

    silent(line)
    assert line.said in (["stopped"], ["stopped.keep"])


@settings(law, max_examples=150)
@given(lines(), st.lists(st.sampled_from(KEYS), max_size=3), policies)
def test_nine_and_nine_again_leads_to_silence_from_anywhere_in_a_call(
    conversation: Conversation, keys: list[str], policy: Policy
) -> None:
    line = Line(replace(conversation, answerable=True, prompt=None), policy)
    line.call()
    for key in keys:
        if line.phone and not line.phone.over:
            line.press(key)
    if line.phone is None or line.phone.over:
        line.call()

    line.press("9")
    if line.phone and not line.phone.over:
        line.press("9")

    silent(line)


@settings(law, max_examples=300)
@given(lines(), stops, st.lists(said, max_size=4), policies)
def test_after_a_stop_nothing_is_said_but_what_belongs_to_help_and_coming_back(
    conversation: Conversation, stop: str, bodies: list[str], policy: Policy
) -> None:
    line = Line(conversation, policy)
    line.text(stop)

    for body in bodies:
        line.text(body)
        if not line.line.stopped:  # they have come back
            return
        assert line.said == [] or line.said[0].startswith(AFTER_STOP)
        if line.said and line.said[0].startswith("speaker."):
            assert line.line.prompt
            assert line.line.prompt.note.split()[0] in ("start", "join")


def test_who_only_says_their_name_after_a_stop_is_not_greeted() -> None:
    line = shared(a_thread(ANA), a_thread(eva()))
    line.texts("STOP", "Ana")

    assert line.said == []


def test_a_question_that_nobody_may_hear_after_a_stop_was_not_asked() -> None:
    line = ana_alone()
    line.texts("STOP", "allow research", "forget me", "language")

    assert line.open == "keep"
