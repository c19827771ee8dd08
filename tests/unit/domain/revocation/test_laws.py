"""What no text whatever changes."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.intents import STOP_WORDS, Intent, read
from checkin.domain.revocation import Judgement, Wish, judge
from checkin.domain.revocation.lexicon import FOLDER, lexicons
from tests.unit.domain.laws import law

EXACT = [
    (file.stem, word)
    for file in sorted(FOLDER.glob("*.toml"))
    for word in tomllib.loads(file.read_text(encoding="utf-8"))["exact"]
] + [("en", word) for word in sorted(STOP_WORDS)]
LANGUAGES = [lexicon.language for lexicon in lexicons()]
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
noise = st.text(st.sampled_from(" \t\n.,!?;:…*_~()[]🛑👍🏽🙏\x00\u200b\ufeff\ud800"), max_size=30)


@law
@given(anything, st.sets(st.sampled_from(LANGUAGES)))
def test_no_text_at_all_breaks_the_judgement(body: str, languages: set[str]) -> None:
    assert judge(body, languages).wish in set(Wish)


@law
@given(st.sampled_from(EXACT), noise, noise, st.sampled_from([str, str.upper, str.title]))
def test_case_punctuation_and_emoji_around_an_exact_word_change_nothing(
    exact: tuple[str, str], before: str, after: str, cased: object
) -> None:
    language, word = exact
    assert callable(cased)

    assert judge(before + cased(word) + after, [language]) == Judgement(Wish.CERTAIN)


@law
@given(st.sampled_from(EXACT), st.sets(st.sampled_from(LANGUAGES)))
def test_an_exact_word_is_certain_on_a_line_of_any_language(
    exact: tuple[str, str], languages: set[str]
) -> None:
    assert judge(exact[1], languages).wish is Wish.CERTAIN


@law
@given(anything, noise)
def test_whatever_stops_by_its_own_word_is_certain(body: str, after: str) -> None:
    for text in (body, f"un-subscribe{after}", f"opt-out{after}"):
        if read(text) is Intent.STOP:
            assert judge(text).wish is Wish.CERTAIN
