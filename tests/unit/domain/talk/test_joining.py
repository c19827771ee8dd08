"""Nothing starts before the person themselves has said yes."""

import pytest

from checkin.domain.decision import ConsentEvent, MemberChanged, MemberJoined
from checkin.domain.member import Channel, MemberState
from checkin.domain.policy import Policy
from checkin.domain.talk.joining import NAME_LIMIT
from tests.builders import DAY, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import ALL, BOTH, TEXTS, Line, a_thread, shared, strangers

NONE = frozenset[str]()
LEFT = a_thread(a_member(state=MemberState.LEFT), standing=frozenset())
WANTS_CALLS = a_member(state=MemberState.INVITED, channel=Channel.CALL)


def invited(line_member: object = None, *, until: object = NOON + DAY) -> Line:
    """Somebody who was imported and asked once."""
    member = line_member or a_member(state=MemberState.INVITED)
    thread = a_thread(member, standing=frozenset(), invited_until=until)  # type: ignore[arg-type]
    return Line(a_conversation(thread))


def test_a_stranger_is_asked_three_things_one_at_a_time() -> None:
    line = strangers()

    asked = [line.text(body) and line.said for body in ("JOIN", "yes", "Zoë", "YES")]

    assert asked == [
        ["join.age"],
        ["join.name"],
        ["join.agree"],
        ["join.welcome", "allow.checkin_call"],
    ]
    joined = line.line.threads[0]
    assert (joined.member.name, joined.member.channel, joined.standing) == (
        "Zoë",
        Channel.TEXT,
        TEXTS,
    )
    assert line.changes(MemberJoined)[0].next_due_at > NOON


@pytest.mark.parametrize("until", [0, 1, 2, 3])
def test_before_the_last_yes_nothing_is_stored(until: int) -> None:
    line = strangers()

    line.texts(*["JOIN", "yes", "Zoe"][:until], "hello")

    assert (line.line.threads, line.events) == ((), [])


@pytest.mark.parametrize("body", ["JOIN Zoe", "join zoe please"])
def test_a_name_after_join_is_not_asked_for_again(body: str) -> None:
    line = strangers()

    line.texts(body, "1")

    assert line.said == ["join.agree"]
    assert dict(line.done[-1].reply.say[0].values)["name"] == "Zoe"  # type: ignore[union-attr]


@pytest.mark.parametrize("no", ["no", "2", "NO!"])
@pytest.mark.parametrize(
    ("texts", "reply"),
    [(("join",), "join.too_young"), (("join", "yes", "Zoe"), "join.declined")],
)
def test_a_no_ends_it_and_nothing_is_kept(texts: tuple[str, ...], reply: str, no: str) -> None:
    line = strangers()

    line.texts(*texts, no)

    assert (line.said, line.open, line.events) == ([reply], "", [])


def test_an_organisation_may_leave_out_the_question_of_age() -> None:
    line = strangers(Policy(languages=ALL, adults_only=False))

    line.text("join")

    assert line.said == ["join.name"]


@pytest.mark.parametrize("body", ["", "🙂", "12", "1", "YES", "no", "ok", "..."])
def test_what_is_no_name_is_asked_for_again(body: str) -> None:
    line = strangers()

    line.texts("join", "yes", body)

    assert (line.said, line.open) == (["join.name"], "name")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("  Maria \n Jose ", "Maria Jose"),
        ("M" * 60, "M" * NAME_LIMIT),
        ("A\x00na\u202e", "A na"),
        ("अमर\u200dजीत", "अमर\u200dजीत"),
        ("አበበ", "አበበ"),
    ],
)
def test_a_name_is_short_and_has_nothing_unseen_in_it(body: str, name: str) -> None:
    line = strangers()

    line.texts("join", "yes", body, "yes")

    assert line.line.threads[0].member.name == name


@pytest.mark.parametrize(
    ("body", "reply"),
    [("HELP", "help"), ("who are you", "who"), ("call me", "unknown_number"), ("STOP", "stopped")],
)
def test_a_command_is_no_name(body: str, reply: str) -> None:
    line = strangers()

    line.texts("join", "yes", body)

    assert line.said == [reply]


def test_join_begins_anew_at_any_time() -> None:
    line = strangers()

    line.texts("join", "yes", "join")

    assert line.said == ["join.age"]


def test_a_question_of_joining_is_open_for_three_days() -> None:
    line = strangers()
    line.texts("join", "yes", "Zoe")

    line.later(hours=73).text("yes")

    assert (line.said, line.line.threads) == (["unknown_number"], ())


def test_by_call_two_keys_are_enough() -> None:
    line = strangers()

    line.call()
    said = [line.said]
    for key in "111":
        line.press(key)
        said.append(line.said)

    assert said == [
        ["call.stranger", "call.stranger_menu"],
        ["join.age"],
        ["join.agree"],
        ["join.welcome", "allow.checkin_text"],
    ]
    joined = line.line.threads[0]
    assert (joined.member.name, joined.member.channel) == ("", Channel.CALL)
    assert joined.standing == {"checkin_call"}


@pytest.mark.parametrize("keys", [("1", "2"), ("1", "1", "2")])
def test_by_call_a_no_ends_it(keys: tuple[str, ...]) -> None:
    line = strangers()

    line.call(*keys)

    assert line.line.threads == ()
    assert line.said[-1] == "call.goodbye"


@pytest.mark.parametrize(("answer", "standing"), [("yes", BOTH), ("no", TEXTS)])
def test_the_other_road_is_a_question_of_its_own(answer: str, standing: frozenset[str]) -> None:
    line = strangers()

    line.texts("join", "yes", "Zoe", "yes", answer)

    joined = line.line.threads[0]
    assert (joined.standing, joined.member.channel) == (standing, Channel.TEXT)
    assert joined.member.state is MemberState.ACTIVE


def test_a_stopped_number_that_joins_is_open_again() -> None:
    line = strangers(stopped=True)

    line.texts("join", "yes", "Zoe", "yes")

    assert (line.line.stopped, line.said[0]) == (False, "join.welcome")


# --- invited ------------------------------------------------------------------------------------


@pytest.mark.parametrize("yes", ["YES", "ok", "1", "sí"])
def test_an_invited_member_starts_with_a_yes(yes: str) -> None:
    line = invited()

    line.text(yes)

    assert line.said == ["join.welcome", "allow.checkin_call"]
    assert (line.state(), line.events) == (MemberState.ACTIVE, [("checkin_text", "confirmed")])
    assert line.changes(ConsentEvent)[0].wording == "invitation"


@pytest.mark.parametrize("no", ["NO", "2"])
def test_an_invited_member_who_says_no_is_let_go(no: str) -> None:
    line = invited()

    line.text(no)

    assert (line.said, line.state()) == (["invitation_declined"], MemberState.LEFT)
    assert line.events == [("checkin_text", "refused"), ("checkin_call", "refused")]


def test_an_invited_caller_is_asked_at_once_and_agrees_to_calls() -> None:
    line = invited()

    line.call()
    assert line.said == ["call.you_call", "join.agree"]
    line.press("1")

    assert line.events == [("checkin_call", "confirmed")]
    assert line.thread().member.channel is Channel.CALL
    assert line.changes(ConsentEvent)[0].wording == "join.agree"


def test_an_invited_caller_may_say_no() -> None:
    line = invited()

    line.call("2")

    assert (line.state(), line.said[0]) == (MemberState.LEFT, "invitation_declined")


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_who_wanted_calls_is_asked_by_text_until_they_agree_to_calls(answer: str) -> None:
    line = invited(WANTS_CALLS)

    line.text("YES")
    assert line.thread().member.channel is Channel.TEXT
    line.text(answer)

    channel = {"yes": Channel.CALL, "no": Channel.TEXT}[answer]
    assert line.thread().member.channel is channel


@pytest.mark.parametrize("body", ["YES", "ok", "NO"])
def test_an_invitation_that_ran_out_grants_and_refuses_nothing(body: str) -> None:
    line = invited(until=NOON - DAY)

    line.text(body)

    assert (line.said, line.events) == (["unknown_number"], [])


def test_a_caller_whose_invitation_ran_out_is_a_stranger() -> None:
    line = invited(until=NOON - DAY)

    line.call()

    assert line.said == ["call.stranger", "call.stranger_menu"]


def test_a_key_of_a_check_in_answers_it_and_no_invitation() -> None:
    fay = a_thread(
        a_member(id=6, name="Fay", state=MemberState.INVITED),
        standing=frozenset(),
        invited_until=NOON + DAY,
    )
    line = shared(a_thread(a_member(), asked=True), fay)

    line.text("1")

    assert (line.answer(), line.events) == ("ok", [])


@pytest.mark.parametrize(("body", "state"), [("YES", "active"), ("NO", "left")])
def test_yes_and_no_answer_the_invitation_on_a_shared_phone(body: str, state: str) -> None:
    fay = a_thread(
        a_member(id=6, name="Fay", state=MemberState.INVITED),
        standing=frozenset(),
        invited_until=NOON + DAY,
    )
    line = shared(a_thread(a_member(), asked=True), fay)

    line.text(body)

    assert (line.answer(), line.state(6)) == ("", state)


def test_another_member_who_has_said_who_they_are_confirms_no_invitation() -> None:
    fay = a_thread(
        a_member(id=6, name="Fay", state=MemberState.INVITED),
        standing=frozenset(),
        invited_until=NOON + DAY,
    )
    line = shared(a_thread(a_member()), fay)

    line.text("Ana yes")

    assert (line.events, line.said) == ([], ["no_question"])


# --- coming back --------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["START", "unstop", "JOIN"])
def test_start_brings_back_texts_and_nothing_else(body: str) -> None:
    line = Line(a_conversation(a_thread(a_member(), standing=BOTH)))
    line.text("STOP")

    line.text(body)

    assert (line.said, line.state(), line.line.stopped) == (["started"], MemberState.ACTIVE, False)
    assert (line.thread().standing, line.thread().member.channel) == (TEXTS, Channel.TEXT)


def test_start_on_a_shared_line_brings_back_only_the_one_who_says_so() -> None:
    line = shared()
    line.text("STOP")

    line.text("START")
    assert line.said == ["speaker.2"]
    line.text("2")

    assert (line.state(1), line.state(5)) == (MemberState.LEFT, MemberState.ACTIVE)
    assert (line.thread(1).standing, line.thread(5).standing) == (NONE, TEXTS)
    assert not line.line.stopped


def test_start_ends_a_pause() -> None:
    line = Line(a_conversation(a_thread(a_member(state=MemberState.PAUSED))))

    line.text("START")

    assert line.state() is MemberState.ACTIVE


def test_start_after_stop_texts_opens_the_texts_again() -> None:
    line = Line(a_conversation(a_thread(a_member(), standing=BOTH)))
    line.text("stop texts")

    line.text("START")

    assert line.said == ["choices.allowed"]
    assert (line.thread().standing, line.thread().member.channel) == (BOTH, Channel.TEXT)


def test_start_of_somebody_who_is_with_us_changes_nothing() -> None:
    line = Line(a_conversation(a_thread(a_member(), standing=BOTH)))

    line.text("START")

    assert (line.said, line.events, line.changes(MemberChanged)) == (["no_question"], [], [])


@pytest.mark.parametrize("stopped", [True, False])
def test_start_of_a_stranger_opens_the_line_and_nothing_else(stopped: bool) -> None:
    line = strangers(stopped=stopped)

    line.text("START")

    assert (line.said, line.line.stopped, line.events) == (["unknown_number"], False, [])


def test_start_after_a_stop_is_the_end_of_keep() -> None:
    line = Line(a_conversation(a_thread(a_member(), standing=BOTH)))
    line.texts("STOP", "START")
    events = line.events

    line.text("KEEP")

    assert (line.open, line.events) == ("", events)


def test_who_comes_back_by_call_is_asked_about_calls_first() -> None:
    line = Line(a_conversation(LEFT))

    line.call()
    assert line.said == ["call.stranger", "call.stranger_menu"]
    line.press("1")
    assert (line.said, line.events) == (["join.agree"], [])
    line.press("1")

    assert line.said == ["join.welcome", "allow.checkin_text"]
    assert (line.state(), line.thread().standing) == (MemberState.ACTIVE, {"checkin_call"})


def test_who_says_no_when_coming_back_by_call_stays_away() -> None:
    line = Line(a_conversation(LEFT))

    line.call("1", "2")

    assert (line.said[0], line.state(), line.events) == ("join.declined", MemberState.LEFT, [])


def test_several_who_had_left_are_not_named_to_a_caller() -> None:
    gone = a_thread(a_member(id=5, name="Eva", state=MemberState.LEFT), standing=frozenset())
    line = shared(LEFT, gone)

    line.call()

    assert line.said == ["call.stranger", "call.stranger_menu"]


def test_a_call_joins_nobody_by_a_missed_age() -> None:
    line = strangers()

    line.call("1", "")

    assert (line.said, line.line.threads) == (["join.age"], ())


def test_an_answer_to_a_check_in_stays_one_while_another_question_is_open() -> None:
    line = Line(a_conversation(a_thread(a_member(), check_in=a_check_in())))
    line.text("allow calls")

    line.text("1")

    assert (line.answer(), line.events) == ("ok", [])
