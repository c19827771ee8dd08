"""Words that mean one thing in one language and something else in another.

The languages of the line decide. Whoever adds a word that collides sees this test fail, and
writes down here why it may stay; `mistakable` in a file takes a word from everybody else.
"""

from collections.abc import Mapping

from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, Verb, understand, words
from tests.unit.domain.vocabulary.lists import phrases

# What it means on a line of each language, and on a line whose language we do not know.
COLLISIONS = {
    # "Yes, OK" in Spanish, "not OK" in Swahili: to a stranger it is the one that calls a person.
    "si ok": ({"es": Verb.OK, "sw": Verb.NOT_OK}, Verb.NOT_OK),
}
# Politeness in one language, a phrase in another: alone it is the phrase, beside another nothing.
POLITE_PHRASES = {
    "ji": "Hindi: the polite word is also the politest yes",
    "जी": "the same in Devanagari",
}


def texts() -> set[str]:
    """Everything that is a phrase, a spelling or a language's name anywhere, plain."""
    said = {plain(phrase) for _, _, phrase in phrases("whole")}
    return said.union(*({*words(code).spellings, *words(code).names} for code in LANGUAGES))


def meanings(said: str) -> Mapping[str, Verb]:
    """What it means as a whole text, by each language that knows it."""
    found = {}
    for code in LANGUAGES:
        known = words(code)
        if verb := known.whole.get(known.spelt(said)):
            found[code] = verb
    return found


def test_every_word_with_two_meanings_is_listed_here() -> None:
    found = {said: meant for said in texts() if len(set((meant := meanings(said)).values())) > 1}

    assert found == {said: meant for said, (meant, _) in COLLISIONS.items()}


def test_the_languages_of_the_line_decide() -> None:
    for said, (meant, unknown) in COLLISIONS.items():
        assert {code: understand(said, (code,)).verb for code in meant} == meant
        assert understand(said, ()).verb is unknown
        first, second = meant
        assert understand(said, (first, second)).verb is meant[first]
        assert understand(said, (second, first)).verb is meant[second]


def test_no_first_words_mean_two_things() -> None:
    found: dict[str, set[Verb]] = {}
    for _, _, phrase in phrases("leading"):
        said = plain(phrase)
        for code in LANGUAGES:
            if verb := words(code).leading.get(words(code).spelt(said)):
                found.setdefault(said, set()).add(verb)

    assert {said: verbs for said, verbs in found.items() if len(verbs) > 1} == {}


def test_no_name_purpose_or_day_means_two_things() -> None:
    for kind in ("names", "purposes", "units", "soon", "weekdays", "months", "numbers"):
        found: dict[str, set[object]] = {}
        for code in LANGUAGES:
            for said, meant in getattr(words(code), kind).items():
                found.setdefault(said, set()).add(meant)

        assert {said: meant for said, meant in found.items() if len(meant) > 1} == {}, kind


def test_politeness_that_is_also_a_phrase_is_listed_here() -> None:
    polite = frozenset[str]().union(*(words(code).polite for code in LANGUAGES))

    assert {said for said in polite if meanings(said)} == set(POLITE_PHRASES)


def test_a_word_that_others_mean_otherwise_counts_only_where_it_is_spoken() -> None:
    assert understand("acha", ("hi",)).verb is Verb.OK
    assert understand("acha", ("sw",)).verb is Verb.WORDS  # "stop", and read as that elsewhere
    assert understand("acha", ()).verb is Verb.WORDS
    assert understand("la", ("sw",)).verb is Verb.NO
    assert understand("la", ("es",)).verb is Verb.WORDS
    assert understand("Frances", ("en",)).verb is Verb.WORDS  # her name
    assert understand("francés", ("es",)).verb is Verb.LANGUAGE
    assert understand("ya", ("es",)).verb is Verb.WORDS
    assert understand("n", ("pt",)).verb is Verb.NO
    assert understand("n", ("sw",)).verb is Verb.WORDS
    assert understand("kkk", ("pt",)).verb is Verb.WORDS
    assert understand("k", ("hi",)).verb is Verb.OK
    assert understand("ha", ("hi",)).verb is Verb.YES
    assert understand("ha", ("en",)).verb is Verb.WORDS
