"""OK, not OK, a number and plain words: each to the one who was asked."""

from datetime import timedelta

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.conversation import Thread
from checkin.domain.decision import EscalationNoted
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from tests.builders import DAY, HOUR, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import ALL, Line, a_thread, ana_alone, eva, shared, strangers

SCALE = Policy(languages=ALL, scale=True)
LEFT = a_thread(a_member(state=MemberState.LEFT), standing=frozenset())
INVITED = a_thread(
    a_member(state=MemberState.INVITED), standing=frozenset(), invited_until=NOON + DAY
)


def answers(line: Line) -> dict[str, str]:
    """Who has answered what."""
    return {t.member.name: line.answer(t.member.id) for t in line.line.threads}


@pytest.mark.parametrize("state", ["asked", "reminded", "called", "due"])
@pytest.mark.parametrize(
    ("body", "given"),
    [("1", "ok"), ("OK!", "ok"), ("Yes", "ok"), ("sawa", "ok"), ("2", "not_ok"), ("no", "not_ok")],
)
def test_an_answer_reaches_the_open_check_in(state: str, body: str, given: str) -> None:
    line = ana_alone(a_check_in(state=CheckInState(state)))

    decision = line.text(body)

    assert (line.answer(), line.said) == (given, [f"answer.{given}"])
    assert line.raised == (["not_ok"] if given == "not_ok" else [])
    assert decision.member_id == 1


def test_words_are_asked_about_once_and_then_read_by_a_person() -> None:
    line = ana_alone()

    line.text("my bus stop is flooded")
    assert (line.said, line.raised) == (["answer.clarify"], [])
    line.text("it always is")

    assert (line.said, line.raised, line.answer()) == (["answer.unclear"], ["unclear"], "unclear")


@pytest.mark.parametrize("body", ["1", "2"])
def test_a_late_answer_counts_and_is_written_down(body: str) -> None:
    line = ana_alone(a_check_in(state=CheckInState.MISSED, closed_at=NOON - HOUR))

    line.text(body)

    given = {"1": "ok", "2": "not_ok"}[body]
    assert line.answer() == given
    assert line.changes(EscalationNoted) == [EscalationNoted(1, f"answered_{given}")]


def test_an_answer_after_three_days_is_no_answer_any_more() -> None:
    line = ana_alone(a_check_in(state=CheckInState.MISSED, closed_at=NOON - 3 * DAY - HOUR))

    line.text("1")

    assert (line.answer(), line.said) == ("", ["no_question"])


@pytest.mark.parametrize(
    ("digit", "given"), [("1", "ok"), ("2", "ok"), ("3", "ok"), ("4", "not_ok"), ("5", "not_ok")]
)
def test_on_the_scale_a_number_is_the_answer_and_is_kept(digit: str, given: str) -> None:
    line = ana_alone(policy=SCALE)

    line.text(digit)

    check_in = line.thread().check_in
    assert check_in is not None
    assert (line.answer(), check_in.score) == (given, int(digit))
    assert line.raised == (["not_ok"] if given == "not_ok" else [])


@pytest.mark.parametrize(("body", "given"), [("ok", "ok"), ("not ok", "not_ok")])
def test_on_the_scale_words_are_an_answer_without_a_number(body: str, given: str) -> None:
    line = ana_alone(policy=SCALE)

    line.text(body)

    check_in = line.thread().check_in
    assert (line.answer(), check_in and check_in.score) == (given, None)


@pytest.mark.parametrize(("from_", "given"), [(4, "ok"), (3, "not_ok")])
def test_the_organisation_says_from_where_on_it_is_not_ok(from_: int, given: str) -> None:
    line = ana_alone(policy=Policy(scale=True, not_ok_from=from_))

    line.text("3")

    assert line.answer() == given


def test_without_the_scale_three_asks_for_a_call() -> None:
    line = ana_alone()

    line.text("3")

    assert (line.answer(), line.raised) == ("", ["call_me"])


def test_on_the_scale_without_a_question_three_asks_for_a_call() -> None:
    line = Line(a_conversation(a_thread(a_member())), SCALE)

    line.text("3")

    assert line.raised == ["call_me"]


def test_on_the_keypad_two_is_not_ok_whatever_the_texts_ask() -> None:
    line = ana_alone(policy=SCALE)

    line.call("2")

    check_in = line.thread().check_in
    assert (line.answer(), check_in and check_in.score) == ("not_ok", None)


def test_a_number_of_the_scale_waits_while_we_ask_who_it_is() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), asked=True), policy=SCALE)

    line.texts("2", "2")

    check_in = line.thread(5).check_in
    assert (answers(line), check_in and check_in.score) == ({"Ana": "", "Eva": "ok"}, 2)
    assert line.raised == []


# --- several on one phone --------------------------------------------------------------------


def test_the_one_open_question_is_the_one_that_is_answered() -> None:
    line = shared(a_thread(a_member()), a_thread(eva(), asked=True))

    line.text("1")

    assert answers(line) == {"Ana": "", "Eva": "ok"}
    assert line.language == "sw"


def test_with_two_open_questions_we_ask_who_it_is() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), asked=True))

    line.text("not ok")
    assert (line.said, line.raised) == (["speaker.2"], [])
    line.text("2")

    assert answers(line) == {"Ana": "", "Eva": "not_ok"}
    assert line.raised == ["not_ok"]


@pytest.mark.parametrize("body", ["Eva 1", "1 Eva", "eva: ok", "EVA, 1!"])
def test_a_name_beside_the_answer_says_whose_it_is(body: str) -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), asked=True))

    line.text(body)

    assert answers(line) == {"Ana": "", "Eva": "ok"}


def test_who_says_who_they_are_answers_for_nobody_else() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva()))

    line.text("Eva ok")

    assert answers(line) == {"Ana": "", "Eva": ""}
    assert line.said == ["no_question"]


def test_a_third_one_who_says_so_is_asked_no_second_time() -> None:
    fay = a_thread(a_member(id=6, name="Fay"))
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), asked=True), fay)

    line.texts("1", "3")

    assert answers(line) == {"Ana": "", "Eva": "", "Fay": ""}
    assert line.said == ["no_question"]


def test_whoever_spoke_a_moment_ago_is_not_taken_for_the_one_who_was_asked() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva()))
    line.text("Eva")

    line.text("1")

    assert (line.said, answers(line)) == (["speaker.2"], {"Ana": "", "Eva": ""})
    line.text("1")
    assert answers(line) == {"Ana": "ok", "Eva": ""}


def test_a_question_that_has_not_left_yet_is_not_answered_by_another() -> None:
    due = a_check_in(eva(), state=CheckInState.DUE, due_at=NOON)
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), check_in=due))

    line.text("1")

    assert answers(line) == {"Ana": "ok", "Eva": ""}


def test_words_on_a_shared_phone_go_to_the_question_asked_last() -> None:
    first = a_check_in(a_member(), due_at=NOON - 3 * HOUR)
    last = a_check_in(eva(), due_at=NOON - HOUR)
    line = shared(a_thread(a_member(), check_in=first), a_thread(eva(), check_in=last))

    decision = line.text("the bus was late")

    assert (line.said, decision.member_id) == (["answer.clarify"], 5)


# --- without a question ----------------------------------------------------------------------


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.PAUSED])
@pytest.mark.parametrize("body", ["1", "ok", "yes", "no", "keep"])
def test_an_answer_to_nothing_is_thanked_once(state: MemberState, body: str) -> None:
    line = Line(a_conversation(a_thread(a_member(state=state))))

    line.text(body)
    assert line.said == ["no_question"]
    line.text(body)

    assert (line.said, line.raised, line.events) == ([], [], [])


@pytest.mark.parametrize("thread", [LEFT, INVITED, a_thread(a_member())])
@pytest.mark.parametrize("body", ["not ok", "sad"])
def test_not_ok_in_words_is_heard_wherever_they_stand_and_every_time(
    thread: Thread, body: str
) -> None:
    line = Line(a_conversation(thread))

    line.texts(body, body)

    assert (line.said, line.raised) == (["answer.not_ok"], ["not_ok", "not_ok"])
    assert line.state() is thread.member.state


@pytest.mark.parametrize("question", ["allow research", "forget me"])
def test_not_ok_in_words_is_no_answer_to_anything_else_we_asked(question: str) -> None:
    line = Line(a_conversation(a_thread(a_member())))

    line.texts(question, "i am not ok")

    assert (line.events, line.raised) == ([], ["not_ok"])


def test_words_without_a_question_are_read_each_time_and_answered_once() -> None:
    line = Line(a_conversation(a_thread(a_member())))

    line.text("the bus was late")
    assert line.said == ["answer.unclear"]
    line.text("it always is")

    assert (line.said, line.raised) == ([], ["unclear", "unclear"])


@pytest.mark.parametrize("line", [strangers(), Line(a_conversation(LEFT))])
@pytest.mark.parametrize("body", ["1", "yes", "hello?", "", "🙂"])
def test_somebody_who_is_not_with_us_is_told_so_once(line: Line, body: str) -> None:
    line = Line(line.line)

    line.text(body)
    assert line.said == ["unknown_number"]
    line.text(body)

    assert (line.said, line.raised, line.events) == ([], [], [])


def test_an_answer_lets_go_of_the_silence() -> None:
    line = ana_alone(misunderstood=3)

    line.text("1")

    assert line.line.misunderstood == 0


@pytest.mark.parametrize("body", ["hello", "HELP", "JOIN", "who", "1"])
def test_what_is_no_telephone_is_never_answered(body: str) -> None:
    line = strangers(answerable=False)

    line.text(body)

    assert (line.said, line.open) == ([], "")


@pytest.mark.parametrize("body", ["1", "2"])
def test_an_answer_after_stop_counts_and_is_not_replied_to(body: str) -> None:
    missed = a_check_in(state=CheckInState.MISSED, closed_at=NOON - timedelta(hours=1))
    left = a_thread(a_member(state=MemberState.LEFT), check_in=missed)
    line = Line(a_conversation(left, stopped=True))

    line.text(body)

    assert (line.answer(), line.said) == ({"1": "ok", "2": "not_ok"}[body], [])


def test_distress_on_a_shared_phone_is_heard_for_the_one_who_is_with_us() -> None:
    gone = a_thread(a_member(state=MemberState.LEFT))
    line = shared(gone, a_thread(eva()))

    line.text("2")

    assert line.changes(Raised) == [Raised(EscalationKind.NOT_OK, 5)]
