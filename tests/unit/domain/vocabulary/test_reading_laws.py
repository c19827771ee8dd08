"""Whatever the dress, the phrase keeps its meaning; and any text at all has one."""

from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, Meaning, Verb, understand, words
from checkin.domain.vocabulary.reading import language_named
from tests.unit.domain.vocabulary.lists import phrases, written

Phrase = tuple[str, str, str]  # its language, what it is listed under, itself
law = settings(max_examples=300, deadline=None, database=None)
PHRASES = [*phrases("whole")]
PARTS = {
    code: {part for phrase in words(code).whole for part in phrase.split()} for code in LANGUAGES
}
# "Now" is polite, but "not now" is no longer "not": such words are left out here.
polite = {
    code: st.sampled_from(
        sorted(said for said in words(code).polite if PARTS[code].isdisjoint(said.split()))
    )
    for code in LANGUAGES
}
listed = st.sampled_from(PHRASES)
lines = st.lists(st.sampled_from([*LANGUAGES, "pt-BR", "hi-Latn", "de", ""]), max_size=3)
marks = st.sampled_from(
    ["", " ", ".", "!", "!!", "?", "…", " 🙏", "👍🏽 ", "\n", "¡", "\u200d", "।"]
)
casing = st.sampled_from([str.upper, str.lower, str.title, str.swapcase, str.strip])


@law
@given(listed, casing, marks, marks)
def test_case_marks_and_emoji_never_change_a_meaning(
    listed: Phrase, case: Callable[[str], str], before: str, after: str
) -> None:
    language, name, phrase = listed

    assert understand(f"{before}{case(phrase)}{after}", (language,)).verb == name


@law
@given(listed, st.data(), st.sampled_from(["{0} {1}", "{1} {2}", "{0} {1} {2}", "{0} {2} {1}"]))
def test_polite_words_around_a_phrase_never_change_its_meaning(
    listed: Phrase, data: st.DataObject, around: str
) -> None:
    language, name, phrase = listed
    before, after = data.draw(polite[language]), data.draw(polite[language])

    found = understand(around.format(before, phrase, after), (language,))

    assert found.verb == name


@law
@given(st.text(max_size=200), lines, st.lists(st.text(max_size=9), max_size=2))
@example("", [], [])
@example("\ud800 stop", ["en"], ["\ud800"])
@example("hi " * 533, ["sw"], [])
@example("9" * 1600, [], ["1"])
@example("pause " + "9" * 1500, ["fr"], [])
def test_any_text_has_a_meaning(body: str, languages: list[str], joining: list[str]) -> None:
    meaning = understand(body, languages, joining)

    assert isinstance(meaning, Meaning)
    assert plain(meaning.argument) == meaning.argument
    assert not meaning.digits or meaning.digits.isdecimal()


@law
@given(st.lists(st.sampled_from(sorted({part for _, _, p in PHRASES for part in p.split()}))))
def test_words_of_our_phrases_in_any_order_never_fail(parts: list[str]) -> None:
    assert understand(" ".join(parts), ("hi", "sw")).verb in Verb


@law
@given(listed, st.sampled_from(LANGUAGES))
def test_what_nobody_mistakes_is_understood_on_every_line(listed: Phrase, spoken: str) -> None:
    """Except where the line's own language means something else by it."""
    language, name, phrase = listed
    said = plain(phrase)
    if said in words(language).mistakable:
        return

    found = understand(phrase, (spoken,)).verb

    assert found == name or words(spoken).whole.get(words(spoken).spelt(said)) == found


@law
@given(st.sampled_from([*phrases("names")]), lines)
def test_a_language_is_chosen_by_its_name_alone(name: Phrase, languages: list[str]) -> None:
    language, code, said = name

    assert language_named(plain(said), languages) == code
    assert understand(said, (language,)) == Meaning(Verb.LANGUAGE, plain(said))
    assert language_named("klingon", languages) is None


def test_every_language_is_known_by_its_own_name_everywhere() -> None:
    own = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português"}
    own |= {"sw": "Kiswahili", "hi": "हिन्दी"}

    for code, name in own.items():
        assert plain(name) in {plain(said) for said in written(code)["names"][code]}
        for spoken in LANGUAGES:
            assert understand(name, (spoken,)) == Meaning(Verb.LANGUAGE, plain(name))
            assert language_named(plain(name), (spoken,)) == code
