"""Reading holds for whatever a handset, a bridge or an attacker may put into a text."""

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.intents import STOP_WORDS, WORDS, Intent, plain, read
from tests.unit.domain.laws import law

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
noise = st.text(st.sampled_from(" \t\n.,!?;:…—*_~()[]🛑👍🏽🙏\x00\u200b\ufeff\ud800"), max_size=60)


@law
@given(anything)
def test_no_text_at_all_breaks_the_reading(body: str) -> None:
    assert read(body) in set(Intent)


@law
@given(anything)
def test_a_plain_text_is_letters_and_digits_between_single_spaces(body: str) -> None:
    words = plain(body)

    assert words == " ".join(words.split())
    assert plain(words.upper()) == plain(words)


@law
@given(st.sampled_from(sorted(STOP_WORDS)), noise, noise, st.booleans())
def test_noise_around_a_stop_word_never_hides_it(
    word: str, before: str, after: str, shouted: bool
) -> None:
    body = before + (word.upper() if shouted else word) + after

    assert read(body) is Intent.STOP


@law
@given(st.sampled_from(sorted(WORDS)), st.sampled_from(["tomorrow", "my bus", "the pain"]))
def test_a_known_word_with_others_after_it_decides_nothing(word: str, more: str) -> None:
    assert read(f"{word} {more}") is Intent.UNCLEAR
