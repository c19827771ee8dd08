"""What holds of every line, whatever is said on it: by text and by key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.consent import GRANTS, ConsentEvent, Purpose
from checkin.domain.conversation import Asking, Conversation, Prompt
from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from checkin.domain.risk import Assessment
from checkin.domain.talk.choices import OPTIONAL
from tests.builders import NOON, a_conversation, a_member
from tests.unit.domain.laws import law
from tests.unit.domain.talk.anything import KEYS, assessments, lines, policies, said
from tests.unit.domain.talk.line import POLICY, Line, a_thread, ana_alone

WORD = {
    Purpose.CHECKIN_CALL: "calls",
    Purpose.BUDDY_CONTACT: "buddy",
    Purpose.BUDDY_FIRST_NAME: "name",
    Purpose.VOICEMAIL: "voicemail",
    Purpose.OVERT_WORDING: "open words",
    Purpose.RECORDING: "recording",
    Purpose.RESEARCH: "research",
}


def letters(name: str) -> str:
    """What is left of a name when its case, its spaces and its marks are taken from it."""
    return "".join(filter(str.isalnum, name)).casefold()


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
        invited = thread is not None and thread.member.state is MemberState.INVITED
        if not (invited and event.purpose is Purpose.CHECKIN_TEXT):
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
