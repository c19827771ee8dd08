"""The language: by word or key, for text and voice alike."""

import pytest

from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from tests.builders import DAY, NOON, a_conversation, a_member
from tests.unit.domain.talk.line import Line, a_thread, ana_alone, shared, strangers

TWO = Policy(languages=("sw", "en"))


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("language spanish",), "es"),
        (("LANGUAGE ES",), "es"),
        (("kiswahili",), "sw"),
        (("language", "2"), "es"),
        (("language", "français"), "fr"),
    ],
)
def test_the_language_changes_for_the_line_and_the_member(
    texts: tuple[str, ...], code: str
) -> None:
    line = ana_alone()

    line.texts(*texts)

    assert (line.said, line.language) == (["language.changed"], code)
    assert (line.line.language, line.thread().member.language) == (code, code)
    assert line.open == ""


def test_each_language_is_offered_in_its_own_words() -> None:
    line = Line(a_conversation(a_thread(a_member())), TWO)

    decision = line.text("language")

    assert decision.reply is not None
    offered = [(say.key, say.language, dict(say.values).get("key")) for say in decision.reply.say]
    assert offered[1:] == [("language.option", "sw", "1"), ("language.option", "en", "2")]
    assert offered[0][0] == "language.which"


@pytest.mark.parametrize("answer", ["3", "klingon", "français"])
def test_a_language_that_is_not_offered_changes_nothing(answer: str) -> None:
    line = Line(a_conversation(a_thread(a_member())), TWO)

    line.texts("language", answer)

    assert line.thread().member.language == "en"


@pytest.mark.parametrize("body", ["language klingon", "language"])
def test_an_unknown_language_is_asked_about(body: str) -> None:
    line = ana_alone()

    line.text(body)

    assert line.open == "language"


def test_by_key_the_call_goes_on_in_the_new_language() -> None:
    line = ana_alone()

    line.call("6", "5")

    assert (line.said, line.language) == (["language.changed", "call.menu"], "sw")
    line.press("1")
    assert (line.answer(), line.language) == ("ok", "sw")


def test_by_key_a_star_repeats_all_languages() -> None:
    line = ana_alone()

    line.call("6")
    once = line.said
    line.press("*")

    assert (len(once), line.said) == (6, once)


@pytest.mark.parametrize(
    ("state", "menu"),
    [("paused", "call.paused_menu"), ("left", "call.stranger_menu"), ("active", "call.menu")],
)
def test_by_key_the_menu_that_follows_is_their_own(state: str, menu: str) -> None:
    line = Line(a_conversation(a_thread(a_member(state=MemberState(state)))))

    line.call("6", "1")

    assert line.said[-1] == menu


def test_a_stranger_has_a_language_too() -> None:
    line = strangers()

    line.call("6", "3")

    assert (line.said, line.language) == (["language.changed", "call.stranger_menu"], "fr")
    line.text("who are you")
    assert line.language == "fr"


@pytest.mark.parametrize(
    ("texts", "question", "asking"),
    [
        (("join",), "join.age", "age"),
        (("join", "yes"), "join.name", "name"),
        (("join", "yes", "Zoe"), "join.agree", "agree"),
    ],
)
def test_whoever_joins_hears_the_open_question_again_in_the_new_language(
    texts: tuple[str, ...], question: str, asking: str
) -> None:
    line = strangers()
    line.texts(*texts)

    line.text("language spanish")

    assert (line.said, line.language) == (["language.changed", question], "es")
    assert line.open == asking


def test_what_was_agreed_to_is_kept_through_the_change_of_language() -> None:
    line = strangers()

    line.texts("join", "yes", "Zoe", "language spanish", "si")

    joined = line.line.threads[0].member
    assert (joined.name, joined.language) == ("Zoe", "es")


def test_a_purpose_is_asked_for_again_in_the_new_language() -> None:
    line = ana_alone()
    line.texts("1", "allow research", "language spanish")
    assert line.said == ["language.changed", "allow.research"]

    line.text("si")

    assert line.events == [("research", "granted")]


def test_an_invitation_is_read_again_in_the_new_language() -> None:
    invited = a_thread(
        a_member(state=MemberState.INVITED), invited_until=NOON + DAY, standing=frozenset()
    )
    line = Line(a_conversation(invited))

    line.text("language spanish")

    assert (line.said, line.language) == (["language.changed", "invitation"], "es")


def test_on_a_shared_phone_we_ask_whose_language_it_is() -> None:
    line = shared()

    line.texts("language spanish", "2")

    assert (line.thread(1).member.language, line.thread(5).member.language) == ("en", "es")
