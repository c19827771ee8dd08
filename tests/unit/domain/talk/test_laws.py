"""What holds of every line, whatever is said on it: by text and by key."""

import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import GRANTS, ConsentEvent, Purpose
from checkin.domain.conversation import Asking, Conversation, Guard, Pace, Prompt, Speaking, Thread
from checkin.domain.intents import STOP_WORDS
from checkin.domain.member import Channel, MemberState
from checkin.domain.policy import Policy, Ring
from checkin.domain.risk import Assessment, Category, Finding, Level
from checkin.domain.talk.choices import OPTIONAL
from checkin.domain.talk.text import AFTER_STOP
from tests.builders import DAY, HOUR, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.laws import law
from tests.unit.domain.talk.line import ALL, POLICY, Line, a_thread, ana_alone, shared

PLAIN = re.compile(r"[^|()\[\]{}<>*+?.\"']+")
WORD = {
    Purpose.CHECKIN_CALL: "calls",
    Purpose.BUDDY_CONTACT: "buddy",
    Purpose.BUDDY_FIRST_NAME: "name",
    Purpose.VOICEMAIL: "voicemail",
    Purpose.OVERT_WORDING: "open words",
    Purpose.RECORDING: "recording",
    Purpose.RESEARCH: "research",
}
NAMES = ("Ana", "Eva", "Zoë", "Jo")
NOTES = {
    Asking.AGE: ["", "Zoe"],
    Asking.AGREE: ["", "Zoe"],
    Asking.PURPOSE: [purpose.value for purpose in OPTIONAL],
    Asking.SPEAKER: ["pause 7", "ok", "not_ok 2", "start", "pin 4711", "refuse calls"],
    Asking.PIN: ["forget", "choices", "pin 4711"],
    Asking.KEEP: ["1", "1 2 3"],
}
BY_TEXT = [asking for asking in Asking if asking.value not in ("menu", "more", "choices")]
SAID = [
    *("1", "2", "3", "0", "ok", "not ok", "YES", "no", "later", "pause", "pause 7", "away"),
    *("back", "language", "language swahili", "call me", "person now", "buddy", "HELP", "who"),
    *("choices", "allow calls", "refuse texts", "data", "forget me", "pin", "pin 4711", "4711"),
    *("safe word", "safe word stop", "join", "start", "keep", "stop calls", "stop texts", "Ana"),
    *("stop buddy", "24.12", "Ana 1", "1 eva", "my bus stop is flooded", "", "🙂", "sawa", "shida"),
    *("i love you stop it", "who is this?", "wrong number", "no more please", "banana"),
]
KEYS = [*"0123456789*#", "", "4711", "2412", "99", "1234"]
CRISIS = Assessment(Level.CRISIS, (Finding("r", "en", Category.SUICIDE, Level.CRISIS, 0, 1, ""),))

guards = st.builds(
    Guard,
    pin=st.sampled_from(["", "4711"]),
    safe_word=st.sampled_from(["", "banana", "1234"]),
    tries=st.integers(0, 2),
    locked_until=st.sampled_from([None, NOON + HOUR]),
)


@st.composite
def threads(draw: st.DrawFn, member_id: int) -> Thread:
    """One member in any state, with any check-in, who has agreed to anything."""
    member = a_member(
        id=member_id,
        name=draw(st.sampled_from(NAMES)),
        language=draw(st.sampled_from(ALL)),
        channel=draw(st.sampled_from(Channel)),
        state=draw(st.sampled_from(MemberState)),
    )
    state = draw(st.none() | st.sampled_from(CheckInState))
    return Thread(
        member,
        a_check_in(member, state=state, due_at=NOON - draw(st.sampled_from([1, 30])) * HOUR)
        if state
        else None,
        draw(st.sampled_from([None, NOON - HOUR, NOON + DAY])),
        draw(guards),
        draw(st.frozensets(st.sampled_from(OPTIONAL))),
    )


@st.composite
def prompts(draw: st.DrawFn, members: list[int]) -> Prompt:
    """Any question of ours, open or not, to somebody on the line, or gone from it, or unknown."""
    asking = draw(st.sampled_from(BY_TEXT))
    note = draw(st.sampled_from(NOTES.get(asking, [""])))
    until = NOON + draw(st.sampled_from([-1, 1, 71])) * HOUR
    unknown: list[int | None] = [None, 99]
    return Prompt(asking, draw(st.sampled_from([*members, *unknown])), note, until)


@st.composite
def lines(draw: st.DrawFn) -> Conversation:
    """A line in any state it can be in."""
    members = list(range(1, 1 + draw(st.integers(0, 3))))
    some = st.sampled_from(members) if members else st.nothing()
    speaking = st.builds(Speaking, some, st.sampled_from([NOON - HOUR, NOON + HOUR]), st.booleans())
    stopped = draw(st.booleans())
    on_it = [draw(threads(member_id)) for member_id in members]
    return a_conversation(
        *on_it,
        line_id=11,
        language=draw(st.sampled_from(ALL)),
        stopped=stopped,
        misunderstood=draw(st.integers(0, 2)),
        answerable=draw(st.sampled_from([True, True, True, False])),
        prompt=draw(st.none() | prompts(members)),
        speaking=draw(st.none() | speaking),
        pace=draw(st.sampled_from([Pace(), Pace(NOON - timedelta(minutes=1), 12)])),
    )


policies = st.builds(
    Policy,
    languages=st.sampled_from([ALL, ("en",), ("sw", "en")]),
    carrier_confirms_stop=st.booleans(),
    adults_only=st.booleans(),
    scale=st.booleans(),
    rings=st.sampled_from(Ring),
)
said = st.sampled_from(SAID) | st.text(max_size=12)
CONCERN = replace(CRISIS, level=Level.CONCERN)
assessments = st.sampled_from([Assessment(Level.NONE), CONCERN, CRISIS])


def letters(name: str) -> str:
    """What is left of a name when its case, its spaces and its marks are taken from it."""
    return "".join(filter(str.isalnum, name)).casefold()


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


@settings(law, max_examples=400)
@given(lines(), st.lists(said, min_size=1, max_size=4), policies, assessments)
def test_no_text_makes_a_rule_fail_or_sends_anything_but_a_reply(
    conversation: Conversation, bodies: list[str], policy: Policy, assessment: Assessment
) -> None:
    line = Line(conversation, policy, assess=lambda body: assessment)

    for body in bodies:
        decision = line.text(body, opt_out="start" if body == "START" else "")

        assert decision.send == ()
        assert decision.reply is None or decision.reply.say


@settings(law, max_examples=300)
@given(lines(), st.lists(st.sampled_from(KEYS), max_size=6), policies, st.booleans())
def test_no_key_makes_a_rule_fail_or_leaves_a_call_without_words(
    conversation: Conversation, keys: list[str], policy: Policy, outgoing: bool
) -> None:
    line = Line(conversation, policy)
    whom = conversation.threads[0].member.id if outgoing and conversation.threads else None
    decision = line.call(outgoing=outgoing, member_id=whom)

    for key in keys:
        if line.phone is None or line.phone.over:
            return
        decision = line.press(key)

        assert decision.reply is not None
        assert decision.reply.say


@settings(law, max_examples=400)
@given(lines(), st.sampled_from(["YES", "ok", "1", "yes!", "sawa", "sure", "start"]), policies)
def test_a_yes_grants_only_what_was_asked_of_that_member(
    conversation: Conversation, yes: str, policy: Policy
) -> None:
    line = Line(conversation, policy)
    prompt = conversation.prompt or Prompt(Asking.MENU, until=NOON)

    line.text(yes)

    for event in line.changes(ConsentEvent):
        if event.action not in GRANTS or event.purpose is Purpose.CHECKIN_TEXT and yes == "start":
            continue
        thread = conversation.thread(event.member_id)
        if thread and thread.member.state is MemberState.INVITED:
            assert event.purpose is Purpose.CHECKIN_TEXT
        else:
            assert prompt.until is not None
            assert prompt.until >= NOON
            asked = {Asking.AGREE: "checkin_text", Asking.PURPOSE: prompt.note, Asking.SPEAKER: ""}
            assert asked[prompt.asking] in (event.purpose.value, "")
            assert prompt.member_id in (event.member_id, None) or event.member_id is None


@pytest.mark.parametrize("yes", ["YES", "ok", "1"])
@pytest.mark.parametrize("state", MemberState)
def test_a_yes_without_an_open_question_grants_nothing(state: MemberState, yes: str) -> None:
    line = Line(a_conversation(a_thread(a_member(state=state), standing=frozenset())))

    line.text(yes)

    assert line.events == []


@pytest.mark.parametrize("purpose", OPTIONAL)
def test_refusing_any_optional_purpose_leaves_the_check_in_as_it_is(purpose: Purpose) -> None:
    line = ana_alone()
    if purpose is Purpose.CHECKIN_TEXT:
        return

    line.texts(f"refuse {WORD[purpose]}")
    line.text("1")

    assert (line.state(), line.answer()) == (MemberState.ACTIVE, "ok")
    assert Purpose.CHECKIN_TEXT in line.thread().standing


@settings(law, max_examples=300)
@given(lines(), st.lists(said, min_size=1, max_size=3), policies)
def test_a_reply_names_nobody_of_another_line(
    conversation: Conversation, bodies: list[str], policy: Policy
) -> None:
    line = Line(conversation, policy)
    here = {thread.member.name for thread in conversation.threads}

    for body in bodies:
        decision = line.text(body)
        here |= {thread.member.name for thread in line.line.threads}
        for sentence in decision.reply.say if decision.reply else ():
            named = {value for name, value in sentence.values if name.startswith("name")}
            assert set(map(letters, named)) <= set(map(letters, here | {body, "Zoe", ""}))


@given(st.lists(st.sampled_from(["HELP", "who", "choices", "later", "language"]), min_size=40))
@settings(law, max_examples=15)
def test_replies_are_braked_and_a_stop_is_still_confirmed(bodies: list[str]) -> None:
    line = ana_alone()

    replies = [decision for body in bodies if (decision := line.text(body)).reply]

    assert len(replies) == POLICY.replies_an_hour
    assert line.text("STOP").reply is not None


def test_a_loop_of_stops_that_are_none_is_braked() -> None:
    line = ana_alone()

    replies = [line.text("stop calls").reply for _ in range(20)]

    assert sum(reply is not None for reply in replies) == POLICY.replies_an_hour


def test_the_brake_lets_go_after_an_hour() -> None:
    line = ana_alone()
    line.texts(*["HELP"] * 20)

    assert line.later(hours=1).text("HELP").reply is not None


def test_an_answer_is_thanked_for_however_much_was_said() -> None:
    line = ana_alone()
    line.texts(*["HELP"] * 20)

    line.text("2")

    assert line.said == ["answer.not_ok"]


def test_what_the_brake_kept_back_was_not_asked() -> None:
    line = ana_alone()
    line.texts(*["HELP"] * 12, "allow buddy")
    assert line.said == []

    line.text("YES")

    assert line.events == []


def test_a_question_that_nobody_may_hear_after_a_stop_was_not_asked() -> None:
    line = ana_alone()
    line.texts("STOP", "allow research", "forget me", "language")

    assert line.open == "keep"
