"""What the texts must say, and what they must not, in every language."""

import re
from collections.abc import Iterator

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.duty.commands import Act, read
from checkin.domain.plain import plain
from checkin.domain.revocation import Wish, judge
from checkin.domain.vocabulary import LANGUAGES as UNDERSTOOD
from checkin.domain.vocabulary import Verb, understand, words
from checkin.wording.catalogs import ENGLISH
from checkin.wording.plain import gsm
from tests.unit.wording.shelf import (
    LANGUAGES,
    PHRASES,
    SPOKEN,
    TRANSLATED,
    bare,
    keys_named,
    placeholders,
    sentences,
)

TEXTS = [(language, key) for language in LANGUAGES for key in sentences(language, "text")]
EVERYTHING = [(language, medium) for language in LANGUAGES for medium in SPOKEN]
NO_COMMANDS = {"OK", "PIN", "SMS"}
# A command stands in capitals, or between quotation marks where a script has none.
COMMAND = re.compile(r'"([^"]+)"|\b([A-ZÀ-Ý][A-ZÀ-Ý-]+(?: [A-ZÀ-Ý-]{2,})*)\b')
TO_COORDINATORS = ("duty.", "staff.", "page.")
# What a coordinator replies: a number and a letter, or a word.
AT_WORK = re.compile(r"((?:{code}|\b2)[a-z?](?![a-z])|\b(?:LIST|CONFIRM)\b)")
LINK = re.compile(r"https?:|www\.|\w\.(com|org|net|info|io|ly)\b|\w/\w*[a-z]{3}", re.IGNORECASE)
CLAUSE = re.compile(r"[.;:?!]")
# What says how to answer a circle, or how much of it to get.
CIRCLE = ("circle.joined", "circle.how", "circle.muted", "circle.digest_only") + tuple(
    f"circle.prompt.{number}" for number in range(1, 7)
)
# Said only to those who have agreed to it and share their phone with nobody.
OPENLY = {"check_in.openly", "call.we_call_openly"}


def commands(language: str, key: str) -> list[str]:
    """The words to reply with, as a phone shows them."""
    found = COMMAND.findall(gsm(bare(sentences(language, "text")[key])))
    return [quoted or capitals for quoted, capitals in found if capitals not in NO_COMMANDS]


def verb(language: str, command: str) -> Verb:
    """What we do when somebody who speaks `language` sends us `command`."""
    meaning = understand(command, (language,)).verb
    if meaning is Verb.WORDS and judge(command, (language,), ()).wish is Wish.CERTAIN:
        return Verb.STOP
    return meaning


def verbs(language: str, key: str) -> set[Verb]:
    """What the text `key` offers; purposes of the choices apart, but for BUDDY, which is both."""
    purposes = words(language[:2]).purposes
    named = [
        command
        for command in commands(language, key)
        if plain(command) not in purposes or verb(language, command) is Verb.BUDDY
    ]
    if key.startswith(TO_COORDINATORS):
        named = [command for command in named if not read(command)]
    return {verb(language, command) for command in named}


def test_every_language_that_is_spoken_is_understood() -> None:
    assert {language[:2] for language in LANGUAGES} <= set(UNDERSTOOD)


@pytest.mark.parametrize(("language", "key"), TEXTS)
def test_every_command_is_understood_and_is_one_that_the_english_text_names(
    language: str, key: str
) -> None:
    """YES, NO, STOP, HELP, JOIN and the others, in the words of the language (R59, R110)."""
    offered = verbs(language, key)
    assert Verb.WORDS not in offered, commands(language, key)
    assert offered == verbs(ENGLISH, key)


def test_the_english_texts_name_the_commands_that_they_must() -> None:
    assert {
        key: verbs(ENGLISH, key) for key in sentences(ENGLISH, "text") if verbs(ENGLISH, key)
    } == {
        **dict.fromkeys(("join.agree", "invitation"), {Verb.YES, Verb.NO, Verb.HELP, Verb.STOP}),
        **dict.fromkeys(
            ("check_in.monthly", "join.welcome", "started", "pin.locked"), {Verb.HELP, Verb.STOP}
        ),
        **dict.fromkeys(
            ("help", "who", "kept", "stopped.calls", "stopped.texts", "notice.number"), {Verb.STOP}
        ),
        **{key: {Verb.YES, Verb.NO} for key in sentences(ENGLISH, "text") if "allow." in key},
        **dict.fromkeys(("join.age", "forget.really", "loop.helped"), {Verb.YES, Verb.NO}),
        **dict.fromkeys(("unknown_number", "join.declined"), {Verb.JOIN}),
        **dict.fromkeys(
            (
                *("offer.one", "offer.openly", "offer.three", "norms", "trio.offer"),
                *("buddy.over", "buddy.quiet_over", "buddy.changed"),
            ),
            {Verb.YES, Verb.NO},
        ),
        **dict.fromkeys(("buddy.begun", "buddy.begun_at"), {Verb.BUDDY, Verb.CHANGE_BUDDY}),
        "buddy.review": {Verb.STOP_BUDDY},
        "block.done": {Verb.UNBLOCK},
        "invitation_declined": {Verb.START},
        **dict.fromkeys(("pause.begins", "rest.begins"), {Verb.BACK}),
        "stopped.keep": {Verb.KEEP},
        "choices.allowed": {Verb.CHOICES},
        "choices.menu": {Verb.ALLOW, Verb.REFUSE, Verb.DATA, Verb.FORGET, Verb.BUDDY},
        **dict.fromkeys(
            ("relay.too_long", "relay.call_later", "buddy.quiet"),
            {Verb.BUDDY},
        ),
        **dict.fromkeys(("relay.how", "relay.how_many"), {Verb.BUDDY, Verb.CALL_BUDDY}),
        "relay.no_calls": {Verb.ALLOW, Verb.CALL_BUDDY},
        "relay.stop": {Verb.STOP_BUDDY},
        **dict.fromkeys(CIRCLE, {Verb.CIRCLE}),
        "circle.invite": {Verb.YES, Verb.NO},
        **dict.fromkeys(("nudge.how", "nudge.taken"), {Verb.BUDDY, Verb.CALL_BUDDY}),
        **dict.fromkeys(("nudge.hard", "care.you"), {Verb.CALL_ME}),
        "nudge.not_yet": {Verb.BUDDY},
    }


def acts(language: str, key: str) -> list[Act | None]:
    """What a coordinator gets who replies as the text `key` says."""
    found = AT_WORK.findall(sentences(language, "text")[key])
    read_as = [read(reply.replace("{code}", "2")) for reply in found]
    return [command and command.act for command in read_as]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_coordinator_may_reply_is_the_same_in_every_language(language: str) -> None:
    keys = [key for key in sentences(ENGLISH, "text") if key.startswith(TO_COORDINATORS)]
    offered = {key: acts(language, key) for key in keys}
    assert offered == {key: acts(ENGLISH, key) for key in keys}
    assert [key for key, replies in offered.items() if None in replies] == []


def test_the_commands_of_coordinators_are_all_told_at_once() -> None:
    one_by_one = {Act.TAKE, Act.DONE, Act.NEXT, Act.DETAILS, Act.CALL, Act.WRITE, Act.LIST}
    assert set(acts(ENGLISH, "duty.how")) == one_by_one
    assert acts(ENGLISH, "page.danger") == [Act.TAKE, Act.DETAILS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["invitation", "join.agree", "join.age", "forget.really", "loop.helped"]
)
def test_a_question_of_consent_names_one_word_for_yes_and_one_for_no(
    language: str, key: str
) -> None:
    answers = [verb(language, command) for command in commands(language, key)]
    assert answers.count(Verb.YES) == answers.count(Verb.NO) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_name_every_purpose_in_words_that_are_understood(language: str) -> None:
    known = words(language[:2]).purposes
    named = [c for c in commands(language, "choices.menu") if plain(c) in known]
    assert {known[plain(command)] for command in named} == set(Purpose) - {Purpose.ALL}

    of = {verb(language, c): c for c in commands(language, "choices.menu") if c not in named}
    for begins in (Verb.ALLOW, Verb.REFUSE):
        for purpose in named:
            meaning = understand(f"{of[begins]} {purpose}", (language,))
            assert (meaning.verb, meaning.argument) == (begins, plain(purpose))


SAYS = [
    ("not_watched", ("check_in.monthly", "help", "join.agree", "join.welcome")),
    ("not_watched", ("invitation", "started")),
    ("not_an_emergency_line", ("answer.not_ok", "danger.crisis", "danger.concern")),
    ("cost", ("invitation", "join.agree", "join.welcome", "started", "allow.checkin_text")),
    ("how_often", ("invitation", "join.agree", "join.welcome", "started", "allow.checkin_text")),
    ("who_sees", ("invitation", "join.agree")),
    ("a_person", ("answer.not_ok", "answer.unclear", "asked.call_me", "asked.person_now")),
    ("a_person", ("danger.crisis", "danger.concern", "danger.neutral", "asked.data")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("what", "where"), SAYS)
def test_a_text_says_what_it_must(language: str, what: str, where: tuple[str, ...]) -> None:
    """R8, R59, R94, R110."""
    ways = PHRASES[language][what]
    said = sentences(language, "text")
    assert [key for key in where if not any(way in said[key] for way in ways)] == []


@pytest.mark.parametrize(
    ("key", "needed"),
    [
        ("invitation", {"organisation", "emergency"}),
        ("join.agree", {"organisation", "emergency"}),
        ("join.welcome", {"organisation", "emergency"}),
        ("started", {"organisation", "emergency"}),
        ("help", {"organisation", "phone", "helpline", "emergency"}),
        ("unknown_number", {"organisation", "phone", "helpline", "emergency"}),
        ("answer.not_ok", {"helpline", "emergency"}),
        ("answer.clarify", {"helpline", "emergency"}),
        ("answer.unclear", {"helpline", "emergency"}),
        ("danger.crisis", {"helpline", "emergency"}),
        ("danger.concern", {"helpline", "emergency"}),
        ("danger.neutral", {"emergency"}),
        ("check_in.monthly", {"emergency"}),
        ("stopped", {"organisation"}),
    ],
)
def test_a_text_holds_the_values_that_it_must(key: str, needed: set[str]) -> None:
    """In English; the other languages have the same (`test_every_language.py`)."""
    assert needed <= set(placeholders(sentences(ENGLISH, "text")[key]))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_numbers_to_reply_with_are_those_of_the_english_text(language: str) -> None:
    english = sentences(ENGLISH, "text")
    wrong = {
        key: keys_named(said)
        for key, said in sentences(language, "text").items()
        if keys_named(said) != keys_named(english[key])
    }
    assert wrong == {}


def _clauses(language: str) -> Iterator[tuple[str, str]]:
    for key, sentence in sentences(language, "text").items():
        yield from ((key, clause) for clause in CLAUSE.split(sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_stands_for_stop_and_stop_is_never_the_only_way(language: str) -> None:
    """R21."""
    ending = re.compile(rf"\b({'|'.join(('STOP', *PHRASES[language]['ending']))})\b")
    only = re.compile("|".join(PHRASES[language]["only"]), re.IGNORECASE)
    ends = [(key, clause) for key, clause in _clauses(language) if ending.search(clause)]
    assert {"check_in.monthly", "help", "invitation"} <= {key for key, _ in ends}
    assert [(key, clause) for key, clause in ends if re.search(r"\d", clause)] == []
    assert [(key, clause) for key, clause in ends if only.search(clause)] == []


@pytest.mark.parametrize(("language", "medium"), EVERYTHING)
def test_nothing_gives_a_member_away_to_others_who_see_or_hear_it(
    language: str, medium: str
) -> None:
    topics = re.compile(rf"\b({'|'.join(PHRASES[language]['topics'])})")
    said = [(key, s) for key, s in sentences(language, medium).items() if key not in OPENLY]
    assert [(key, s) for key, s in said if topics.search(plain(bare(s)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_a_link_but_those_to_coordinators(language: str) -> None:
    """R64, R163."""
    said = sentences(language, "text")
    assert [key for key, s in said.items() if LINK.search(s.replace("24h/24", ""))] == []
    pages = {key for key, s in said.items() if "{page}" in s}
    assert pages == {key for key in said if key.startswith("page.")} - {"page.hold_ends"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_shouted_but_the_commands(language: str) -> None:
    """R162: no word in capitals that we do not understand, as is tested above; no "!!"."""
    for medium in SPOKEN:
        assert [s for s in sentences(language, medium).values() if "!!" in s] == []
