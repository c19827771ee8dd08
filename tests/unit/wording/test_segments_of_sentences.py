"""Every text fits its segments with the longest names, in every language (R160)."""

import pytest

from checkin.adapters.segments import count
from checkin.domain.pairing.nudging import PROMPTS
from checkin.wording.catalogs import ENGLISH
from tests.unit.wording.shelf import (
    FRAGMENTS,
    LANGUAGES,
    budget,
    latin,
    messages,
    sent,
    sentences,
)

EVERY_TEXT = [
    (language, key)
    for language in LANGUAGES
    for key in sentences(language, "text")
    if key not in FRAGMENTS
]
# What a coordinator writes, and members to one another or a circle: those have a limit elsewhere.
WRITTEN = {
    *("words.from", "relay.words", "relay.words_shared"),
    *(f"circle.digest.{theme}" for theme in ("win", "question", "thanks")),
}
TWICE = 2  # other scripts: a segment holds 67 letters, where GSM-7 has 153


def within(language: str, segments: int, *keys: str) -> None:
    """Latin letters must come out as GSM-7; other scripts may take twice as many segments."""
    for text in sent(language, *keys):
        found = count(text)
        assert found.encoding == ("GSM-7" if latin(language) else "UCS-2"), text
        allowed = segments if latin(language) else TWICE * segments
        assert found.count <= allowed, f"{len(text)} letters: {text}"


def test_the_budget_follows_the_script() -> None:
    assert [latin(code) for code in ("en", "es", "fr", "pt_BR", "sw")] == [True] * 5
    assert [latin(code) for code in ("hi", "ar", "am", "ru", "sr_Cyrl")] == [False] * 5


@pytest.mark.parametrize(("language", "key"), EVERY_TEXT)
def test_a_text_keeps_within_its_segments_with_the_longest_names(language: str, key: str) -> None:
    within(language, budget(key), key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", ["check_in.ask", "check_in.scale"])
@pytest.mark.parametrize("number", range(1, 7))
def test_a_months_first_question_is_one_segment_with_what_is_added_to_it(
    language: str, family: str, number: int
) -> None:
    within(language, budget("check_in.monthly"), f"{family}.{number}", "check_in.monthly")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asks", ["check_in.ask.3", "check_in.scale.3", "check_in.remind"])
def test_open_words_make_no_more_than_two_segments_of_it(language: str, asks: str) -> None:
    added = ("check_in.openly",) if "remind" in asks else ("check_in.openly", "check_in.monthly")
    within(language, 2, asks, *added)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, PROMPTS + 1))
def test_a_turn_is_two_segments_with_its_tip_and_what_to_do(language: str, number: int) -> None:
    within(language, 2, "nudge.turn", f"tip.{number}", "nudge.how")
    assert len(sentences(language, "text")[f"tip.{number}"]) <= 160  # R139


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twelve_tips_that_differ(language: str) -> None:
    said = [s for key, s in sentences(language, "text").items() if key.startswith("tip.")]
    assert len(said) == len(set(said)) == PROMPTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_welcome_is_three_segments_with_the_question_that_follows_it(language: str) -> None:
    within(language, 3, "join.welcome", "allow.checkin_call")


def test_only_these_texts_may_take_more_than_one_segment() -> None:
    dear = {key for key in messages(ENGLISH, "text") if key not in FRAGMENTS and budget(key) > 1}
    assert dear == {
        *("invitation", "join.agree", "join.welcome", "started"),  # consent
        *("answer.not_ok", "asked.person_now", "danger.crisis", "danger.concern"),  # urgent
        *(f"danger.{what}_later" for what in ("crisis", "concern", "neutral")),
        *("choices.menu", "speaker.4", "speaker.5", "speaker.6"),  # lists
        "page.duress",  # to a coordinator
        "relay.how_many",  # a list
        *("circle.invite", "circle.how"),  # consent, and a list
        *("offer.one", "offer.openly", "offer.three", "norms"),  # consent
        *("buddy.begun", "buddy.begun_at"),  # how to be in touch
        *WRITTEN,
    }
    assert max(budget(key) for key in dear - WRITTEN - {"norms"}) == 2
    assert budget("norms") == 3
