"""Whatever can be done by text can be done by key, and both lead to the same (R159)."""

from dataclasses import dataclass, replace

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.conversation import Asking
from checkin.domain.decision import Listen, MemberChanged
from checkin.domain.member import Channel, MemberState
from checkin.domain.pairing import Blocked, PairingChanged, Unblocked
from checkin.domain.talk.keypad import EVERYWHERE, KEYS, STRANGER
from checkin.domain.talk.verbs import VERBS
from checkin.domain.vocabulary import Verb, understand
from tests.builders import DAY, NOON, a_check_in, a_conversation, a_member
from tests.pairing import active
from tests.unit.domain.talk.line import BOTH, Line, a_thread

BY_TEXT_ALONE = {Verb.CIRCLE}  # a circle is written and read
ONLY_KEYS = {Verb.MORE, Verb.AGAIN, Verb.NOTHING}
INVITED = a_thread(
    a_member(state=MemberState.INVITED), invited_until=NOON + DAY, standing=frozenset()
)
PAUSED = a_thread(a_member(state=MemberState.PAUSED), standing=BOTH)
LEFT = a_thread(a_member(state=MemberState.LEFT), standing=frozenset())
QUIET = a_thread(a_member(), standing=BOTH)
ASKED = replace(QUIET, check_in=a_check_in())
CALLED = a_thread(a_member(channel=Channel.CALL), standing=frozenset({Purpose.CHECKIN_CALL}))
WITH_A_BUDDY = a_thread(a_member(), standing=BOTH | {Purpose.BUDDY_CONTACT})

PAIRED = replace(WITH_A_BUDDY, bonds=(active(),))


@dataclass(frozen=True)
class Ways:
    """One thing to do: who does it, by which texts, and by which keys."""

    who: object
    texts: tuple[str, ...]
    keys: tuple[str, ...]


WAYS = {
    Verb.OK: Ways(ASKED, ("ok",), ("1",)),
    Verb.NOT_OK: Ways(ASKED, ("not ok",), ("2",)),
    Verb.YES: Ways(INVITED, ("YES",), ("1",)),
    Verb.NO: Ways(INVITED, ("NO",), ("2",)),
    Verb.LATER: Ways(ASKED, ("later",), ("7", "4")),
    Verb.PAUSE: Ways(ASKED, ("pause 7",), ("5", "1")),
    Verb.AWAY: Ways(ASKED, ("away until 24 march",), ("5", "#", "2403")),
    Verb.BACK: Ways(PAUSED, ("back",), ("5",)),
    Verb.LANGUAGE: Ways(QUIET, ("language spanish",), ("6", "2")),
    Verb.CALL_ME: Ways(QUIET, ("call me",), ("3",)),
    Verb.PERSON_NOW: Ways(QUIET, ("person now",), ("0",)),
    Verb.BUDDY: Ways(QUIET, ("buddy",), ("8",)),
    Verb.CALL_BUDDY: Ways(QUIET, ("call buddy",), ("8",)),
    Verb.REST: Ways(PAIRED, ("take a break",), ("7", "7", "3")),
    Verb.CHANGE_BUDDY: Ways(PAIRED, ("change buddy",), ("8", "9")),
    Verb.BLOCK: Ways(PAIRED, ("block",), ("8", "7")),
    Verb.UNBLOCK: Ways(PAIRED, ("unblock",), ("7", "7", "#")),
    Verb.HELP: Ways(QUIET, ("HELP",), ("7", "#")),
    Verb.WHO: Ways(QUIET, ("who are you",), ("#",)),
    Verb.CHOICES: Ways(QUIET, ("choices",), ("7", "7")),
    Verb.ALLOW: Ways(CALLED, ("allow texts", "yes"), ("7", "7", "1", "1")),
    Verb.REFUSE: Ways(ASKED, ("refuse texts",), ("7", "7", "1", "2")),
    Verb.DATA: Ways(QUIET, ("data",), ("7", "7", "4")),
    Verb.FORGET: Ways(ASKED, ("forget me", "yes"), ("7", "7", "5", "1")),
    Verb.PIN: Ways(QUIET, ("pin 4711",), ("7", "7", "6", "4711")),
    Verb.SAFE_WORD: Ways(QUIET, ("safe word 4711",), ("7", "7", "7", "4711")),
    Verb.JOIN: Ways(None, ("join", "yes", "Zoe", "yes"), ("1", "1", "1")),
    Verb.START: Ways(LEFT, ("start",), ("1", "1")),
    Verb.STOP: Ways(ASKED, ("stop",), ("9", "9")),
    Verb.STOP_CALLS: Ways(ASKED, ("stop calls",), ("9",)),
    Verb.STOP_TEXTS: Ways(ASKED, ("stop texts",), ("7", "7", "2")),
    Verb.STOP_BUDDY: Ways(WITH_A_BUDDY, ("stop buddy",), ("7", "7", "8")),
    Verb.KEEP: Ways(QUIET, ("stop", "keep"), ("9", "1")),
}
# What changes nothing: only the words of the answer show that it was understood.
ONLY_SAID = (Verb.REST, Verb.BUDDY, Verb.CALL_BUDDY, Verb.WHO, Verb.CHOICES)
# What a yes grants, and how they are asked, is the road that it was said on.
BY_ITS_ROAD = {Verb.YES, Verb.JOIN, Verb.START}
THIS_ROAD = {
    "text": {"checkin_text": "this road", "text": "this road"},
    "call": {"checkin_call": "this road", "call": "this road"},
}


def outcome(line: Line, road: dict[str, str]) -> tuple[object, ...]:
    """Where everybody on the line stands now, and whom we have called for it."""
    stands = [
        (
            thread.member.state,
            road.get(thread.member.channel, thread.member.channel),
            thread.member.language,
            sorted(road.get(purpose, purpose) for purpose in thread.standing),
            thread.check_in,
            thread.guard,
        )
        for thread in line.line.threads
    ]
    until = [c.paused_until for c in line.changes(MemberChanged) if c.paused_until]
    ended = [(c.before.id, c.after.ended) for c in line.changes(PairingChanged)]
    apart = [*ended, *line.changes(Blocked), *line.changes(Unblocked)]
    return stands, until, line.raised, line.line.stopped, apart


def on_a_line(ways: Ways) -> Line:
    """A line on which this can be done."""
    return Line(a_conversation(*filter(None, [ways.who]), line_id=11))


@pytest.mark.parametrize("verb", WAYS)
def test_text_and_key_lead_to_the_same(verb: Verb) -> None:
    by_text, by_call = on_a_line(WAYS[verb]), on_a_line(WAYS[verb])

    by_text.texts(*WAYS[verb].texts)
    by_call.call(*WAYS[verb].keys)

    roads = THIS_ROAD if verb in BY_ITS_ROAD else {"text": {}, "call": {}}
    assert outcome(by_text, roads["text"]) == outcome(by_call, roads["call"])


@pytest.mark.parametrize("verb", [*ONLY_SAID, Verb.KEEP])
def test_what_changes_nothing_more_is_answered_with_the_same_words(verb: Verb) -> None:
    by_text, by_call = on_a_line(WAYS[verb]), on_a_line(WAYS[verb])

    by_text.texts(*WAYS[verb].texts)
    by_call.call(*WAYS[verb].keys)

    assert by_text.said == by_call.said[:1]


@pytest.mark.parametrize("verb", sorted(WAYS.keys() - set(ONLY_SAID)))
def test_everything_else_leaves_a_trace_by_which_the_two_are_compared(verb: Verb) -> None:
    untouched, by_call = on_a_line(WAYS[verb]), on_a_line(WAYS[verb])

    by_call.call(*WAYS[verb].keys)

    assert outcome(by_call, {}) != outcome(untouched, {})


def test_every_verb_has_its_texts_and_its_keys() -> None:
    assert set(WAYS) | ONLY_KEYS | BY_TEXT_ALONE | {Verb.WORDS} == set(Verb)
    assert set(VERBS) == set(WAYS) | BY_TEXT_ALONE | {Verb.WORDS}


@pytest.mark.parametrize("verb", sorted(WAYS.keys() - {Verb.STOP}))
def test_the_texts_of_the_table_say_what_they_stand_for(verb: Verb) -> None:
    said = {understand(body, ("en",)).verb for body in WAYS[verb].texts}

    assert verb in said


def test_no_key_does_what_cannot_be_texted() -> None:
    keys = {verb for menu in (*KEYS.values(), EVERYWHERE, STRANGER) for verb in menu.values()}

    assert keys <= set(WAYS) | ONLY_KEYS


# Asked by text alone.
NEVER_IN_A_MENU = {Asking.NAME, Asking.KEEP, Asking.CIRCLE}


def test_every_question_of_a_call_knows_its_keys() -> None:
    assert set(KEYS) == set(Asking) - NEVER_IN_A_MENU


def test_words_are_left_by_voice_after_a_yes_to_recording() -> None:
    line = on_a_line(Ways(QUIET, (), ()))

    line.call("3")
    decision = line.press("1")

    assert decision.reply is not None
    assert decision.reply.listen is Listen.VOICE


@pytest.mark.parametrize(("key", "verb"), [("1", "ok"), ("2", "not_ok"), ("3", "call_me")])
@pytest.mark.parametrize("menu", [Asking.MENU, Asking.MORE])
def test_the_same_key_means_the_same_in_every_menu(menu: Asking, key: str, verb: str) -> None:
    assert KEYS[menu][key] == verb
