"""Everything stops, or one thing; for everyone on the line; and what may stay."""

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Medium, Purpose
from checkin.domain.conversation import Guard
from checkin.domain.decision import ConsentEvent, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import Channel, MemberState
from checkin.domain.policy import Policy
from tests.builders import DAY, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import (
    ALL,
    BOTH,
    TEXTS,
    Line,
    a_thread,
    ana_alone,
    eva,
    shared,
    strangers,
)

THEIRS = Policy(languages=ALL, carrier_confirms_stop=True)
CALLS = frozenset({Purpose.CHECKIN_CALL})
LEFT, ACTIVE = MemberState.LEFT, MemberState.ACTIVE


def one(standing: frozenset[Purpose] = TEXTS, channel: str = "text") -> Line:
    """Ana alone, with an open check-in."""
    member = a_member(channel=Channel(channel))
    return Line(a_conversation(a_thread(member, asked=True, standing=standing)))


def test_stop_ends_everything_and_is_confirmed() -> None:
    line = one()

    decision = line.text("STOP")

    check_in = line.thread().check_in
    assert (line.said, line.state(), line.line.stopped) == (["stopped"], LEFT, True)
    assert check_in is not None
    assert (check_in.state, check_in.reason) == (CheckInState.CANCELLED, "cancelled.stopped")
    assert line.events == [("all", "revoked")]
    assert (line.raised, decision.member_id) == ([], None)


def test_a_stop_is_about_the_line_and_says_by_which_road() -> None:
    line = one()

    line.text("STOP")

    event: ConsentEvent = line.changes(ConsentEvent)[0]
    assert (event.line_id, event.member_id, event.medium) == (11, None, Medium.TEXT)
    assert event.evidence == "evidence"


def test_a_second_stop_is_not_confirmed_again() -> None:
    line = one()

    line.texts("STOP", "stop!")

    assert (line.said, line.line.stopped) == ([], True)


def test_a_stop_from_a_stranger_is_kept_and_confirmed_once() -> None:
    line = strangers()

    line.text("STOP")
    assert (line.said, line.events) == (["stopped"], [("all", "revoked")])
    line.text("STOP")

    assert line.said == []


@pytest.mark.parametrize("body", ["please stop texting me", "no mas", "leave me alone"])
def test_a_stop_in_free_words_holds_at_once_and_a_person_looks(body: str) -> None:
    line = one()

    line.text(body)

    assert (line.said, line.state(), line.raised) == (["stopped"], LEFT, ["stop"])


@pytest.mark.parametrize("body", ["no more", "can you stop it please", "fin"])
def test_a_possible_stop_reaches_a_person_and_no_reminder_follows(body: str) -> None:
    line = one()

    line.text(body)

    check_in = line.thread().check_in
    assert (line.said, line.raised) == (["answer.unclear"], ["stop"])
    assert (line.state(), line.answer()) == (ACTIVE, "unclear")
    assert check_in and not check_in.is_open


def test_a_possible_stop_without_a_question_stops_nothing_either() -> None:
    line = Line(a_conversation(a_thread(a_member(state=LEFT)), a_thread(eva())))

    decision = line.text("no more")

    assert (line.raised, line.state(5), decision.member_id) == (["stop"], ACTIVE, 5)


def test_a_possible_stop_of_a_stranger_is_one() -> None:
    line = strangers()

    line.text("no more")

    assert (line.said, line.line.stopped) == (["stopped"], True)


def test_a_stop_on_a_shared_phone_asks_a_person_to_reach_each() -> None:
    line = shared(a_thread(a_member()), a_thread(eva()), a_thread(a_member(id=6, state=LEFT)))

    line.text("STOP")

    assert line.changes(Raised) == [
        Raised(EscalationKind.STOP, 1),
        Raised(EscalationKind.STOP, 5),
    ]


@pytest.mark.parametrize("body", ["Ana STOP", "stop, Ana", "Eva: leave me alone"])
def test_a_stop_with_a_name_beside_it_is_one_for_the_whole_phone(body: str) -> None:
    line = shared()

    line.text(body)

    assert (line.line.stopped, line.state(1), line.state(5)) == (True, LEFT, LEFT)


@pytest.mark.parametrize("body", ["ana stop calls", "stop calls eva"])
def test_a_scope_with_a_name_beside_it_is_one_too(body: str) -> None:
    line = shared()

    line.text(body)

    assert line.events == [("checkin_call", "revoked")]


@pytest.mark.parametrize(("body", "opt_out"), [("STOP", "stop"), ("ARRETEZ TOUT", "stop")])
def test_what_the_carrier_has_read_as_a_stop_is_one_and_not_confirmed_twice(
    body: str, opt_out: str
) -> None:
    line = one(BOTH)

    line.text(body, opt_out)

    assert (line.said, line.state(), line.open) == ([], LEFT, "")


@pytest.mark.parametrize("opt_out", ["start", "help", "something new"])
def test_a_stop_stays_one_whatever_the_carrier_calls_it(opt_out: str) -> None:
    line = one()

    line.text("STOP", opt_out)

    assert line.line.stopped


@pytest.mark.parametrize(("body", "said"), [("STOP", []), ("alto!", ["stopped.keep"])])
def test_where_the_carrier_confirms_keep_is_offered_only_where_it_does_not_block(
    body: str, said: list[str]
) -> None:
    line = ana_alone(policy=THEIRS)

    line.text(body)

    assert line.said == said


def test_keep_is_not_heard_any_more_once_the_carrier_blocks() -> None:
    line = ana_alone(policy=THEIRS)

    line.texts("alto!", "STOP", "keep")

    assert (line.said, line.open, line.line.stopped, line.state()) == ([], "", True, LEFT)


def test_no_join_word_of_an_organisation_hides_a_stop() -> None:
    line = strangers(Policy(join_words=("end",)))

    line.text("END")

    assert line.line.stopped


# --- one thing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "standing", "channel", "left", "state", "then"),
    [
        ("stop calls", BOTH, "call", TEXTS, ACTIVE, "text"),
        ("stop calls", BOTH, "text", TEXTS, ACTIVE, "text"),
        ("stop calls", TEXTS, "text", TEXTS, ACTIVE, "text"),
        ("don't call me", BOTH, "call", TEXTS, ACTIVE, "text"),
        ("stop calls", CALLS, "call", frozenset(), LEFT, "call"),
        ("stop texts", BOTH, "text", CALLS, ACTIVE, "call"),
        ("stop texts", BOTH, "call", CALLS, ACTIVE, "call"),
        ("stop texts", TEXTS, "text", frozenset(), LEFT, "text"),
        ("please stop calling me, texts are fine", BOTH, "call", TEXTS, ACTIVE, "text"),
    ],
)
def test_one_way_of_asking_stops_and_the_other_goes_on(
    body: str,
    standing: frozenset[Purpose],
    channel: str,
    left: frozenset[Purpose],
    state: MemberState,
    then: str,
) -> None:
    line = one(standing, channel)

    line.text(body)

    assert line.thread().standing == left
    assert (line.state(), line.thread().member.channel) == (state, then)
    assert line.said == [f"stopped.{'texts' if body == 'stop texts' else 'calls'}"]
    assert not line.line.stopped


@pytest.mark.parametrize(("channel", "open_"), [("call", False), ("text", True)])
def test_what_was_asked_in_the_way_that_ended_is_cancelled(channel: str, open_: bool) -> None:
    line = one(BOTH, channel)

    line.text("stop calls")

    check_in = line.thread().check_in
    assert check_in and check_in.is_open is open_


def test_one_way_stops_for_everyone_on_the_line() -> None:
    line = shared(
        a_thread(a_member(channel=Channel.CALL), standing=BOTH),
        a_thread(eva(channel=Channel.CALL), standing=CALLS),
    )

    line.text("stop calls")

    assert (line.thread(1).standing, line.thread(5).standing) == (TEXTS, frozenset())
    assert (line.state(1), line.state(5)) == (ACTIVE, LEFT)


@pytest.mark.parametrize(("speaker", "whose"), [((), None), (("Ana",), None)])
def test_stop_buddy_ends_contact_with_a_buddy_only(
    speaker: tuple[str, ...], whose: int | None
) -> None:
    line = shared(a_thread(a_member(), standing=TEXTS | {Purpose.BUDDY_CONTACT}), a_thread(eva()))

    line.texts(*speaker, "stop buddy")

    assert (line.said, line.events) == (["stopped.buddy"], [("buddy_contact", "revoked")])
    assert line.thread(1).standing == TEXTS
    assert line.changes(ConsentEvent)[0].member_id is whose


@pytest.mark.parametrize("prompt", ["allow research", "forget me", "language", "pause 400"])
def test_a_scope_word_works_whatever_is_open(prompt: str) -> None:
    line = one(BOTH)

    line.texts(prompt, "stop calls")

    assert (line.said, line.open) == (["stopped.calls"], "")


# --- by key -------------------------------------------------------------------------------------


def test_nine_ends_the_calls_and_offers_to_end_the_texts() -> None:
    line = one(BOTH, "call")

    line.call("9")

    assert line.said == ["stopped.calls"]
    assert (line.thread().standing, line.state()) == (TEXTS, ACTIVE)


@pytest.mark.parametrize(("key", "stopped"), [("9", True), ("1", False), ("", False)])
def test_nine_once_more_ends_the_texts_as_well(key: str, stopped: bool) -> None:
    line = one(BOTH, "call")

    line.call("9", key)

    assert line.line.stopped is stopped
    assert line.said[-1] == "call.goodbye"


def test_after_nine_a_star_says_it_again() -> None:
    line = one(BOTH, "call")

    line.call("9", "*")

    assert line.said == ["stopped.calls"]


def test_nine_of_one_who_gets_only_calls_ends_everything() -> None:
    line = one(CALLS, "call")

    line.call("9")

    assert (line.said, line.line.stopped) == (["stopped", "call.goodbye"], True)


@pytest.mark.parametrize("keys", [("9",), ("9", "9")])
def test_nine_is_always_answered_even_where_all_is_stopped(keys: tuple[str, ...]) -> None:
    line = strangers(stopped=True)

    line.call(*keys)

    assert line.said[0].startswith("stopped")


# --- keep ---------------------------------------------------------------------------------------


def test_keep_after_stop_leaves_the_check_in_texts_and_nothing_else() -> None:
    line = one(BOTH | {Purpose.RESEARCH})

    line.text("STOP")
    assert (line.said, line.state()) == (["stopped.keep"], LEFT)
    line.text("KEEP")

    assert (line.said, line.state(), line.line.stopped) == (["kept"], ACTIVE, False)
    assert line.thread().standing == TEXTS
    assert line.events[1:] == [("all", "scope_clarified"), ("checkin_text", "granted")]
    assert line.open == ""


@pytest.mark.parametrize("standing", [TEXTS, CALLS, frozenset({Purpose.RESEARCH})])
def test_keep_is_offered_only_to_who_has_texts_and_more(standing: frozenset[Purpose]) -> None:
    line = one(standing)

    line.text("STOP")

    assert (line.said, line.open) == (["stopped"], "")


@pytest.mark.parametrize(("days", "state"), [(6.9, ACTIVE), (7.1, LEFT)])
def test_keep_is_heard_for_seven_days(days: float, state: MemberState) -> None:
    line = one(BOTH)
    line.text("STOP")

    line.later(days=days).text("KEEP")

    assert line.state() is state


@pytest.mark.parametrize("between", [("STOP",), ("2",), ("HELP",), ("hello",), ("call me",)])
def test_keep_is_heard_whatever_comes_between(between: tuple[str, ...]) -> None:
    line = one(BOTH)

    line.texts("STOP", *between, "KEEP")

    assert line.state() is ACTIVE


@pytest.mark.parametrize("body", ["YES", "ok", "1", "please keep it", "start keeping"])
def test_nothing_but_keep_keeps(body: str) -> None:
    line = one(BOTH)

    line.texts("STOP", body)

    assert line.line.stopped


def test_keep_on_a_shared_phone_is_for_those_it_was_offered_for() -> None:
    line = shared(a_thread(a_member(), standing=BOTH), a_thread(eva()))

    line.texts("STOP", "KEEP")

    assert (line.state(1), line.state(5)) == (ACTIVE, LEFT)


@pytest.mark.parametrize("body", ["keep"])
def test_keep_without_a_stop_changes_nothing(body: str) -> None:
    line = Line(a_conversation(a_thread(a_member(), standing=BOTH)))

    line.text(body)

    assert (line.said, line.events) == (["no_question"], [])


def test_a_pin_keeps_nobody_from_stopping() -> None:
    line = Line(a_conversation(a_thread(a_member(), guard=Guard(pin="4711"))))

    line.texts("forget me", "STOP")

    assert (line.said, line.open) == (["stopped"], "")


# --- the wrong number ---------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["wrong number", "who is this?", "not Ana", "wrong number, stop"])
def test_a_wrong_number_is_let_go_told_nothing_and_a_person_looks(body: str) -> None:
    line = one(BOTH)

    line.text(body)

    reply = line.done[-1].reply
    assert reply is not None
    assert (line.said, line.raised) == (["wrong_number"], ["wrong_number"])
    assert line.changes(LineChanged)[0].wrong
    assert (line.events, line.line.threads) == ([("all", "revoked")], ())


def test_a_wrong_number_is_told_so_once() -> None:
    line = one()

    line.texts("wrong number", "wrong number")

    assert line.said == []


def test_a_wrong_number_cancels_what_is_open() -> None:
    line = one()

    decision = line.text("wrong number")

    states = [getattr(change, "after", None) for change in decision.changes]
    assert [s.state for s in states if s] == [CheckInState.CANCELLED]


def test_a_wrong_number_of_members_who_had_left_calls_nobody() -> None:
    line = Line(a_conversation(a_thread(a_member(state=LEFT))))

    line.text("wrong number")

    assert (line.raised, line.said) == ([], ["wrong_number"])


def test_a_wrong_number_that_is_no_telephone_is_not_answered() -> None:
    line = strangers(answerable=False)

    line.text("wrong number")

    assert (line.said, line.line.stopped) == ([], True)


def test_a_stop_cancels_what_was_being_joined() -> None:
    line = strangers()

    line.texts("join", "yes", "STOP", "Zoe")

    assert (line.line.threads, line.open, line.said) == ((), "", [])


def test_an_invited_member_may_stop() -> None:
    thread = a_thread(a_member(state=MemberState.INVITED), invited_until=NOON + DAY)
    line = Line(a_conversation(thread))

    line.text("STOP")

    assert line.state() is LEFT


def test_a_check_in_that_is_over_is_left_as_it_is() -> None:
    line = ana_alone(a_check_in(state=CheckInState.MISSED))

    line.text("STOP")

    check_in = line.thread().check_in
    assert check_in and check_in.state is CheckInState.MISSED
