"""A text at risk: a person is told, and the reply says where help is."""

import pytest

from checkin.domain.conversation import Alarm
from checkin.domain.escalation import EscalationKind, Level, Raised
from checkin.domain.member import MemberState
from checkin.domain.risk import Assessment, Category, Finding
from checkin.domain.risk import Level as Risk
from checkin.domain.talk.verbs import VERBS
from checkin.domain.vocabulary import Verb, understand
from tests.builders import DAY, HOUR, NOON, a_conversation, a_member
from tests.unit.domain.talk.line import BOTH, Line, a_thread, ana_alone, eva, shared, strangers

WORDS = "the river is high tonight"


def found(risk: Risk, category: Category = Category.SUICIDE, rule: str = "a.rule") -> Assessment:
    """An assessment with one finding."""
    return Assessment(risk, (Finding(rule, "en", category, risk, 0, 1, ""),))


CRISIS, CONCERN = found(Risk.CRISIS), found(Risk.CONCERN)
VIOLENCE = found(Risk.CRISIS, Category.VIOLENCE)
UNREAD = found(Risk.CONCERN, Category.UNREAD, "text.unknown_script")
FAILED = found(Risk.CONCERN, Category.UNREAD, "detector.failed")


def at_risk(line: Line, assessment: Assessment = CRISIS) -> Line:
    """The same line, on which every text is at risk."""
    line.assess = lambda body: assessment
    return line


def raised(line: Line) -> list[tuple[EscalationKind, Level, int | None]]:
    """Why a person was called, how urgently, and for whom."""
    return [(r.kind, r.urgency, r.member_id) for r in line.changes(Raised)]


@pytest.mark.parametrize(
    ("assessment", "level", "said"),
    [
        (CRISIS, Level.RED, "danger.crisis"),
        (CONCERN, Level.AMBER, "danger.concern"),
        (VIOLENCE, Level.RED, "danger.neutral"),
        (found(Risk.CONCERN, Category.VIOLENCE), Level.AMBER, "danger.neutral"),
        (FAILED, Level.AMBER, "danger.concern"),
    ],
)
def test_danger_calls_a_person_and_is_answered_in_fixed_words(
    assessment: Assessment, level: Level, said: str
) -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))), assessment)

    decision = line.text(WORDS)

    assert raised(line) == [(EscalationKind.DANGER, level, 1)]
    assert (line.said, decision.member_id) == ([said], 1)
    assert line.line.alarm == Alarm(int(assessment.level), NOON)


def test_the_escalation_comes_before_everything_else() -> None:
    decision = at_risk(ana_alone()).text(WORDS)

    assert isinstance(decision.changes[0], Raised)


@pytest.mark.parametrize("assessment", [CRISIS, CONCERN])
def test_danger_answers_the_open_check_in_and_calls_one_person_once(
    assessment: Assessment,
) -> None:
    line = at_risk(ana_alone(), assessment)

    line.text(WORDS)

    assert (line.answer(), line.raised) == ("not_ok", ["danger"])


@pytest.mark.parametrize("question", ["allow research", "forget me", "safe word", "away", "data"])
def test_danger_is_no_answer_to_anything_else_we_asked(question: str) -> None:
    line = Line(a_conversation(a_thread(a_member())))
    line.text(question)
    open_, guard = line.open, line.thread().guard

    at_risk(line).text(WORDS)

    assert (line.events, line.thread().guard, line.state()) == ([], guard, "active")
    assert line.said == ["danger.crisis"]
    assert line.raised[-1] == "danger"
    assert open_ in ("purpose", "forget", "safe_word", "away", "")


def test_danger_from_an_invited_member_declines_no_invitation() -> None:
    member = a_member(state=MemberState.INVITED)
    thread = a_thread(member, standing=frozenset(), invited_until=NOON + DAY)
    line = at_risk(Line(a_conversation(thread)))

    line.text(WORDS)

    assert (line.events, line.state(), line.raised) == ([], "invited", ["danger"])


@pytest.mark.parametrize("texts", [("join",), ("join", "yes"), ("join", "yes", "Zoe")])
def test_danger_in_the_midst_of_joining_is_no_answer(texts: tuple[str, ...]) -> None:
    line = strangers()
    line.texts(*texts)
    open_ = line.open

    at_risk(line).text(WORDS)

    assert (line.said, line.open) == (["danger.crisis"], open_)
    assert line.line.prompt is None or line.line.prompt.note in ("", "Zoe")


def test_a_stranger_in_danger_is_answered_and_a_person_is_told_of_the_line() -> None:
    line = at_risk(strangers())

    line.text(WORDS)

    (one,) = line.changes(Raised)
    assert (one.member_id, one.line_id, line.said) == (None, 19, ["danger.crisis"])


def test_a_name_in_a_script_that_the_rules_cannot_read_is_a_name() -> None:
    line = strangers()
    line.texts("join", "yes")

    at_risk(line, UNREAD).text("አበበ")

    assert (line.said, line.raised) == (["join.agree"], [])


@pytest.mark.parametrize(
    ("body", "assessment"), [("አበበ " * 20, UNREAD), ("Abebe", FAILED), ("Abebe", CONCERN)]
)
def test_other_words_that_a_person_must_read_are_no_name(body: str, assessment: Assessment) -> None:
    line = strangers()
    line.texts("join", "yes")

    at_risk(line, assessment).text(body)

    assert (line.said, line.raised) == (["danger.concern"], ["danger"])


# --- not too often ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "hours", "said"),
    [
        (CRISIS, CRISIS, 11, []),
        (CRISIS, CRISIS, 12, ["danger.crisis"]),
        (CRISIS, CONCERN, 1, []),
        (CONCERN, CONCERN, 1, []),
        (CONCERN, CRISIS, 1, ["danger.crisis"]),
        (CRISIS, CONCERN, 13, ["danger.concern"]),
    ],
)
def test_the_same_is_said_once_in_twelve_hours_and_a_rise_once_more(
    first: Assessment, second: Assessment, hours: int, said: list[str]
) -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))), first)
    line.text(WORDS)

    at_risk(line.later(hours=hours), second).text(WORDS)

    assert (line.said, line.raised) == (said, ["danger", "danger"])


def test_an_ok_afterwards_is_thanked_and_closes_nothing() -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))))
    line.text(WORDS)

    at_risk(line, CONCERN).text("ok")

    assert (line.said, line.raised) == (["no_question"], ["danger"])


def test_a_brake_holds_no_reply_to_danger_back() -> None:
    line = Line(a_conversation(a_thread(a_member())))
    line.texts(*["HELP"] * 20)

    at_risk(line).text(WORDS)

    assert line.said == ["danger.crisis"]


# --- what is wanted besides ---------------------------------------------------------------------


def test_a_stop_with_danger_in_it_does_both() -> None:
    line = at_risk(ana_alone())

    line.text("leave me alone")

    assert (line.said, line.state()) == (["stopped.keep", "danger.crisis"], "left")
    assert line.raised == ["danger", "stop"]


def test_a_second_one_is_a_stop_and_silence() -> None:
    line = at_risk(ana_alone())

    line.texts("leave me alone", "leave me alone")

    assert line.said == []


def test_within_twelve_hours_a_stop_is_still_confirmed() -> None:
    line = at_risk(ana_alone())

    line.texts(WORDS, "leave me alone")

    assert line.said == ["stopped.keep"]


def test_a_wrong_number_in_danger_is_let_go_and_answered() -> None:
    line = at_risk(ana_alone())

    line.text("wrong number")

    assert line.said == ["wrong_number", "danger.crisis"]


def test_after_a_stop_danger_is_answered_once() -> None:
    line = Line(a_conversation(a_thread(a_member(state=MemberState.LEFT)), stopped=True))

    at_risk(line).text(WORDS)
    assert (line.said, line.raised) == (["danger.crisis"], ["danger"])


def test_what_is_no_telephone_is_not_answered_and_a_person_told() -> None:
    line = at_risk(strangers(answerable=False))

    line.text(WORDS)

    assert (line.said, line.raised) == ([], ["danger"])


@pytest.mark.parametrize(
    ("body", "kinds", "said"),
    [
        ("HELP", ["help"], ["help"]),
        ("help!!", ["help"], ["help"]),
        ("call me", ["call_me"], ["asked.call_me"]),
        ("not ok", ["not_ok"], ["answer.not_ok"]),
    ],
)
def test_a_phrase_of_ours_alone_is_followed_and_is_no_concern(
    body: str, kinds: list[str], said: list[str]
) -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))), CONCERN)

    line.text(body)

    assert (line.raised, line.said) == (kinds, said)


# Each verb with a word beside it, and what a person is called for besides the concern.
WITH_OTHER_WORDS: dict[Verb, tuple[str, list[str]]] = {
    Verb.OK: ("ok thanks", []),
    Verb.NOT_OK: ("not ok thanks", []),
    Verb.YES: ("yes please", []),
    Verb.NO: ("no thanks", []),
    Verb.KEEP: ("keep please", []),
    Verb.LATER: ("later please", []),
    Verb.PAUSE: ("pause please", []),
    Verb.AWAY: ("away till friday please", []),
    Verb.BACK: ("i am back thanks", []),
    Verb.LANGUAGE: ("language please", []),
    Verb.CALL_ME: ("please call me", ["call_me"]),
    Verb.PERSON_NOW: ("please call me now", ["person_now"]),
    Verb.DATA: ("my data please", ["data"]),
    Verb.HELP: ("please help", []),  # the danger says it: they are called once for one text
    Verb.WHO: ("please who are you", []),
    Verb.BUDDY: ("buddy please", []),
    Verb.CALL_BUDDY: ("call buddy please", []),
    Verb.CIRCLE: ("circle please", []),
    Verb.REST: ("take a break please", []),
    Verb.CHANGE_BUDDY: ("change buddy please", []),
    Verb.BLOCK: ("block buddy please", []),
    Verb.UNBLOCK: ("please unblock buddy", []),
    Verb.CHOICES: ("my choices please", []),
    Verb.ALLOW: ("allow calls please", []),
    Verb.REFUSE: ("refuse calls please", []),
    Verb.FORGET: ("forget me please", []),
    Verb.PIN: ("pin please", []),
    Verb.SAFE_WORD: ("safe word please", []),
    Verb.JOIN: ("join please", []),
    Verb.START: ("start please", []),
    Verb.STOP: ("stop it please", ["stop"]),
    Verb.STOP_CALLS: ("please stop calls", []),
    Verb.STOP_TEXTS: ("please stop texts", []),
    Verb.STOP_BUDDY: ("stop buddy please", []),
    Verb.WORDS: (WORDS, []),
}


def test_there_is_such_a_text_for_each_verb() -> None:
    assert WITH_OTHER_WORDS.keys() == VERBS.keys()
    for verb, (body, _) in WITH_OTHER_WORDS.items():
        read = Verb.WORDS if verb is Verb.STOP else verb  # a STOP with other words is words
        assert understand(body, ("en",)).verb is read, body


@pytest.mark.parametrize("verb", WITH_OTHER_WORDS)
@pytest.mark.parametrize(("assessment", "level"), [(CONCERN, Level.AMBER), (CRISIS, Level.RED)])
def test_a_danger_beside_any_verb_calls_a_person_as_well(
    verb: Verb, assessment: Assessment, level: Level
) -> None:
    body, also = WITH_OTHER_WORDS[verb]
    line = at_risk(Line(a_conversation(a_thread(a_member()))), assessment)

    line.text(body)

    assert raised(line)[0] == (EscalationKind.DANGER, level, 1)
    assert line.raised[1:] == also
    assert line.said[-1] in ("danger.crisis", "danger.concern")
    assert line.open in ("", "keep"), "a question that was not said is open"


@pytest.mark.parametrize("verb", WITH_OTHER_WORDS)
def test_a_verb_after_a_danger_was_answered_has_its_own_answer(verb: Verb) -> None:
    body, _ = WITH_OTHER_WORDS[verb]
    calm = Line(a_conversation(a_thread(a_member())))
    line = at_risk(Line(a_conversation(a_thread(a_member()))), CONCERN)
    line.text(WORDS)
    calm.text(body)

    line.later(hours=1).text(body)

    assert line.raised[:2] == ["danger", "danger"]
    words = understand(body, ("en",)).verb is Verb.WORDS
    assert line.said == ([] if words else calm.said)


@pytest.mark.parametrize(
    ("body", "category", "kinds"),
    [
        ("please call me", Category.CONTACT, ["call_me"]),
        ("please call me now", Category.CONTACT, ["person_now"]),
        ("not ok thanks", Category.DISTRESS, ["not_ok"]),
        ("please help", Category.CONTACT, ["danger"]),  # R36: only HELP alone is no more than that
        ("please call me", Category.DISTRESS, ["danger", "call_me"]),
        ("not ok thanks", Category.HOPELESSNESS, ["danger"]),
    ],
)
def test_a_concern_that_is_no_more_than_what_the_verb_says_is_that_verb(
    body: str, category: Category, kinds: list[str]
) -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))), found(Risk.CONCERN, category))

    line.text(body)

    assert line.raised == kinds


def test_help_with_other_words_has_its_own_answer_and_that_to_the_danger() -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))), CONCERN)

    line.text("please help")

    assert line.said == ["help", "danger.concern"]


def test_a_crisis_in_a_command_is_both() -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))))

    line.text("call me")

    assert (line.raised, line.said) == (["danger", "call_me"], ["danger.crisis"])


def test_a_question_that_gave_way_to_the_danger_is_not_open() -> None:
    line = at_risk(Line(a_conversation(a_thread(a_member()))))

    line.texts("forget me", "yes")

    assert (line.events, line.state()) == ([], "active")


# --- whose --------------------------------------------------------------------------------------


def test_on_a_shared_phone_it_is_the_one_who_says_so() -> None:
    line = at_risk(shared())

    line.text(f"Eva: {WORDS}")

    assert raised(line) == [(EscalationKind.DANGER, Level.RED, 5)]
    assert line.language == "sw"


def test_on_a_shared_phone_it_is_the_one_who_spoke_a_moment_ago() -> None:
    line = shared()
    line.text("Eva")

    at_risk(line).text(WORDS)

    assert raised(line)[0][2] == 5


def test_on_a_shared_phone_it_is_the_one_who_was_asked() -> None:
    line = at_risk(shared(a_thread(a_member(), standing=BOTH), a_thread(eva(), asked=True)))

    line.text(WORDS)

    assert (raised(line)[0][2], line.answer(5)) == (5, "not_ok")


def test_on_a_shared_phone_it_is_somebody_in_any_case() -> None:
    line = at_risk(shared())

    line.text(WORDS)

    assert raised(line)[0][2] == 1


@pytest.mark.parametrize("hours", [1])
def test_the_alarm_is_the_lines_and_not_a_members(hours: int) -> None:
    line = at_risk(shared())
    line.text(f"Ana {WORDS}")

    line.later(hours=hours).text(f"Eva {WORDS}")

    assert (line.said, [who for *_, who in raised(line)]) == ([], [1, 5])
    assert line.line.alarm and line.line.alarm.at < NOON + HOUR
