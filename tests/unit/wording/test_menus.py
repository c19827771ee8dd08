"""Calls: who calls first, the key that stops it, and each key after what it does (R49, R153)."""

import re

import pytest

from checkin.wording.catalogs import ENGLISH
from tests.unit.wording.shelf import LANGUAGES, PHRASES, TRANSLATED, keys_named, sentences

MOST_OPTIONS = 4
# Not options of a menu: the people who share the phone, of whom none may be left out.
PEOPLE = {"speaker.5", "speaker.6"}
MENUS = {
    "call.menu": "1237",
    "call.paused_menu": "5237",
    "call.stranger_menu": "16",
    "call.more": "4567",
    "choices.menu": "1456",
    "answer.clarify": "12",
    "forget.really": "12",
    **dict.fromkeys(("offer.one", "offer.openly", "offer.three", "trio.offer"), "12"),
    **dict.fromkeys(("norms.1", "norms.2", "norms.3", "buddy.over", "buddy.quiet_over"), "12"),
    **dict.fromkeys(("buddy.changed", "buddy.which"), "12"),
    **dict.fromkeys(("buddy.begun", "buddy.begun_at", "buddy.quiet"), "8"),
    "relay.ways": "97",
    "buddy.review": "123",
    "join.age": "12",
    "join.agree": "912",
    "call.we_call": "9",
    "call.you_call": "9",
    "call.call_back": "9",
    "help": "9",
    "stopped.calls": "9",
    "loop.helped": "12",
    **{f"speaker.{count}": "123456"[:count] for count in range(2, 7)},
}
CLAUSE = re.compile(r"[.;?!।]")


def test_the_english_menus_have_the_keys_that_work() -> None:
    said = sentences(ENGLISH, "voice")
    questions = {key: "12" for key in said if key.startswith("allow.")}
    wanted = MENUS | questions
    assert {key: "".join(keys_named(said[key])) for key in wanted} == wanted


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_menu_names_the_same_keys_in_the_same_order(language: str) -> None:
    english = sentences(ENGLISH, "voice")
    wrong = {
        key: keys_named(said)
        for key, said in sentences(language, "voice").items()
        if keys_named(said) != keys_named(english[key])
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_prompt_has_more_than_four_options(language: str) -> None:
    said = sentences(language, "voice").items()
    long = {key for key, sentence in said if len(keys_named(sentence)) > MOST_OPTIONS}
    assert long == PEOPLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_key_does_is_said_before_the_key(language: str) -> None:
    """ "If you are OK, press 1": two words or more stand before the key."""
    said = sentences(language, "voice")
    clauses = [(key, c) for key, s in said.items() for c in CLAUSE.split(s) if keys_named(c)]
    assert len(clauses) > 50
    early = [(key, c) for key, c in clauses if len(re.split(r"\d", c)[0].split()) <= 2]
    assert early == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_opens_with_who_calls_that_it_is_automated_and_how_to_stop_it(
    language: str,
) -> None:
    said = sentences(language, "voice")
    (automated,) = PHRASES[language]["automated"]
    for key in ("call.we_call", "call.call_back", "call.you_call"):
        who, machine, stop = (said[key].index(s) for s in ("{organisation}", automated, "9"))
        assert who < machine < stop, key
    for key in ("call.stranger", "call.hidden"):
        assert said[key].index("{organisation}") < said[key].index(automated)


@pytest.mark.parametrize(
    ("key", "needed"),
    [
        ("call.goodbye", {"{phone}"}),
        ("answer.not_ok", {"{helpline}", "{emergency}"}),
        ("asked.person_now", {"{helpline}", "{emergency}"}),
        ("call.stranger", {"{helpline}", "{emergency}"}),
        ("call.hidden", {"{helpline}", "{emergency}"}),
        ("join.agree", {"{emergency}"}),
        ("help", {"{organisation}", "{phone}", "{helpline}", "{emergency}"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_says_where_help_is(language: str, key: str, needed: set[str]) -> None:
    assert {value for value in needed if value not in sentences(language, "voice")[key]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_too_says_that_it_is_not_an_emergency_line_and_that_a_person_is_told(
    language: str,
) -> None:
    said = sentences(language, "voice")["answer.not_ok"]
    for what in ("not_an_emergency_line", "a_person"):
        assert any(way in said for way in PHRASES[language][what])
