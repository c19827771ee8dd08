"""What people really type, and what they mean by it: a table for every language."""

from collections import Counter

import pytest

from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, Meaning, Verb, understand
from tests.unit.domain.vocabulary.lists import (
    WORDLESS,
    examples,
    ordinary,
    phrases,
    troubled,
)

COMMON = (Verb.OK, Verb.NOT_OK, Verb.YES, Verb.NO, Verb.LATER, Verb.PAUSE) + (
    *(Verb.BACK, Verb.LANGUAGE, Verb.CALL_ME),
)


@pytest.mark.parametrize(("language", "text", "verb", "argument"), [*examples()])
def test_a_text_is_understood(language: str, text: str, verb: str, argument: str) -> None:
    meaning = understand(text, (language,))

    assert (meaning.verb, plain(meaning.argument)) == (verb, argument)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples_of_every_verb(language: str) -> None:
    count = Counter(verb for spoken, _, verb, _ in examples() if spoken == language)

    assert {verb for verb in COMMON if count[verb] < 8} == set()
    assert {verb for verb in set(Verb) - WORDLESS if not count[verb]} == set()


def test_what_people_ordinarily_say_is_left_to_a_person() -> None:
    read = {
        (text, lines): understand(text, lines)
        for language, text in ordinary()
        for lines in ((language,), ("en", language), ())
    }

    assert len(read) > 2500
    assert {said: found for said, found in read.items() if found.verb is not Verb.WORDS} == {}


def test_no_word_of_danger_is_read_as_something_else() -> None:
    """Whoever tells of a crisis is never taken to be fine, busy or away."""
    told = [*troubled()]
    harmless = {Verb.WORDS, Verb.NOT_OK, Verb.HELP, Verb.CALL_ME, Verb.PERSON_NOW, Verb.NO}

    assert len(told) > 300
    assert [said for said in told if understand(said[1], (said[0],)).verb not in harmless] == []


def test_every_phrase_of_a_language_is_read_as_it_is_listed() -> None:
    misread = [
        (language, phrase, found)
        for language, name, phrase in phrases("whole")
        if (found := understand(phrase, (language,))).verb != name
    ]

    assert misread == []


def test_an_english_command_works_on_every_line() -> None:
    told = {"PAUSE": Verb.PAUSE, "later": Verb.LATER, "call me": Verb.CALL_ME, "DATA": Verb.DATA}
    told |= {"stop calls": Verb.STOP_CALLS, "menu": Verb.CHOICES, "forget me": Verb.FORGET}

    for text, verb in told.items():
        assert {understand(text, (language,)).verb for language in LANGUAGES} == {verb}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", Meaning(Verb.OK, digits="1")),
        ("٢", Meaning(Verb.NOT_OK, digits="2")),
        ("4", Meaning(Verb.WORDS, digits="4")),
        ("4 thanks", Meaning(Verb.WORDS, digits="4")),
        ("hello 1", Meaning(Verb.OK, digits="1")),
        ("1234", Meaning(Verb.WORDS, digits="1234")),
        ("7 days", Meaning(Verb.WORDS)),
        ("", Meaning(Verb.WORDS)),
        ("👍", Meaning(Verb.WORDS)),
        ("thank you", Meaning(Verb.WORDS)),
        ("hi hi hi", Meaning(Verb.WORDS)),
        ("ok " * 600, Meaning(Verb.WORDS)),
    ],
)
def test_digits_are_kept_and_nothing_means_nothing(text: str, meaning: Meaning) -> None:
    assert {understand(text, (language,)) for language in LANGUAGES} == {meaning}


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("harbor", ""),
        ("HARBOR!", ""),
        ("harbor please", ""),
        ("Harbour Light", ""),
        ("harbor Maria", "maria"),
        ("harbour light Ana Maria", "ana maria"),
        ("join Maria", "maria"),
        ("join please", ""),
    ],
)
def test_the_words_of_the_organisation_join(text: str, argument: str) -> None:
    joining = ("Harbor", "Harbour light", "", "!")

    assert understand(text, ("en",), joining) == Meaning(Verb.JOIN, argument)
    assert understand("", ("en",), joining) == Meaning(Verb.WORDS)
    assert understand("join my husband in heaven", ("en",), joining) == Meaning(Verb.WORDS)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("languege", Verb.LANGUAGE),
        ("choises", Verb.CHOICES),
        ("call mee", Verb.CALL_ME),
        ("ask me latter", Verb.LATER),
        ("ask me later pls", Verb.LATER),
        ("ask me latter pls", Verb.LATER),
        ("stop call", Verb.STOP_CALLS),
        ("stop cals", Verb.WORDS),
        ("forget mee", Verb.WORDS),
        ("my date", Verb.WORDS),
        ("stop bus", Verb.WORDS),
        ("im fin", Verb.WORDS),
        ("im not ko", Verb.WORDS),
    ],
)
def test_a_slip_is_read_only_where_it_can_do_no_harm(text: str, verb: Verb) -> None:
    assert understand(text, ("en",)).verb is verb


def test_a_slip_in_a_language_that_is_not_spoken_is_none() -> None:
    assert understand("quiero hablra", ("es",)).verb is Verb.CALL_ME
    assert understand("quiero hablra", ("sw",)).verb is Verb.WORDS
