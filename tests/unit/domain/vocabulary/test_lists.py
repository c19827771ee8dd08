"""The lists are whole, say nothing twice, and hold nothing that belongs elsewhere."""

from collections import Counter

import pytest

from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, Verb, words
from tests.unit.domain.vocabulary.lists import WORDLESS, phrases, written

PURPOSES = {"checkin_text", "checkin_call", "buddy_contact", "buddy_first_name"} | {
    *("voicemail", "overt_wording", "recording", "research")
}
SECTIONS = ("spellings", "whole", "leading", "names", "purposes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_has_a_phrase_in_every_language(language: str) -> None:
    said = {*words(language).whole.values(), *words(language).leading.values()}

    assert set(Verb) - said == WORDLESS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_all_languages_all_purposes_and_all_days(language: str) -> None:
    known = words(language)

    assert set(known.names.values()) == set(LANGUAGES)
    assert set(known.purposes.values()) == PURPOSES
    assert set(known.weekdays.values()) == set(range(7))
    assert set(known.months.values()) == set(range(1, 13))
    assert set(known.units.values()) == {1, 7, 28}
    assert set(known.soon.values()) == {1, 2}
    assert {str(count) for count in range(1, 11)} <= set(known.numbers.values())


def test_only_english_is_said_to_be_checked_by_a_native_speaker() -> None:
    checked = {language: written(language)["checked_by_native_speaker"] for language in LANGUAGES}

    assert checked == {**dict.fromkeys(LANGUAGES, "no"), "en": "yes"}


def test_digits_are_answers_in_one_file_only() -> None:
    digits = {(language, name, said) for language, name, said in phrases("whole") if said.isdigit()}

    assert digits == {
        ("en", "ok", "1"),
        ("en", "not_ok", "2"),
        ("en", "call_me", "3"),
        ("en", "person_now", "0"),
        ("en", "buddy", "8"),
    }


@pytest.mark.parametrize("section", SECTIONS)
def test_no_phrase_stands_under_two_things(section: str) -> None:
    under: dict[tuple[str, str], set[str]] = {}
    for language, name, phrase in phrases(section):
        said = plain(phrase) if section == "spellings" else words(language).spelt(plain(phrase))
        under.setdefault((language, said), set()).add(name)

    assert {said: names for said, names in under.items() if len(names) > 1} == {}


@pytest.mark.parametrize("section", SECTIONS)
def test_no_phrase_is_listed_twice_or_is_empty(section: str) -> None:
    listed = Counter(phrases(section))

    assert [entry for entry, count in listed.items() if count > 1] == []
    assert [entry for entry in listed if not plain(entry[2])] == []


def test_a_spelling_is_one_word_and_stands_for_a_usual_one() -> None:
    usual = {(language, plain(name)) for language, name, _ in phrases("spellings")}
    wrong = [
        (language, name, variant)
        for language, name, variant in phrases("spellings")
        if len(plain(variant).split()) != 1 or (language, plain(variant)) in usual
    ]

    assert wrong == []
    assert [name for _, name, _ in phrases("spellings") if plain(name) != plain(name).strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_mistakable_is_a_phrase_of_that_language(language: str) -> None:
    known = words(language)

    idle = [
        said
        for said in known.mistakable
        if known.spelt(said) not in known.whole and said not in known.names
    ]

    assert idle == []
