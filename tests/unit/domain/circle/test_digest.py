"""Everybody's answers in one text: what is cut when it is too long, and how that is counted."""

import pytest

from checkin.adapters.segments import count
from checkin.domain.circle.digest import Digest, Entry, cut, together
from checkin.wording.plain import gsm

LONG = "we walked along the river until it was dark and nobody was tired at all " * 6
HINDI = "आज बहुत अच्छा दिन था और सबने साथ में खाना खाया " * 4


def entries(*answers: tuple[str, str]) -> list[Entry]:
    return together(answers)


def within(segments: int, frame: str = "Ana, from your circle: "):
    """What asks the carrier's own count."""
    return lambda words: count(gsm(frame + words)).count <= segments


def test_answers_of_one_member_stand_together_and_good_news_comes_first() -> None:
    digest = cut(
        entries(("River", "a quiet week"), ("Sun", "I got the job 🎉"), ("River", "and  rain\n")),
        within(3),
    )

    assert digest == Digest("Sun: I got the job 🎉 / River: a quiet week and rain", told=2)


@pytest.mark.parametrize(
    ("answers", "told", "shortened", "left_out"),
    [
        ((), 0, 0, 0),
        ((("River", "short"),), 1, 0, 0),
        ((("River", "short"), ("Sun", LONG)), 2, 1, 0),
        ((("River", LONG), ("Sun", LONG), ("Star", "short")), 3, 2, 0),
        (tuple((alias, LONG) for alias in "ABCDEFGH"), 8, 8, 0),
        ((("River", HINDI), ("Sun", "short")), 2, 1, 0),
        ((("River", "W" * 600), ("Sun", "short")), 0, 0, 2),
        ((("Sun", "short"), ("River", "W" * 600)), 1, 0, 1),
        (tuple((str(at), "four words and more") for at in range(60)), None, None, None),
    ],
)
def test_a_digest_keeps_within_three_segments_and_tells_what_it_cost(
    answers: tuple[tuple[str, str], ...],
    told: int | None,
    shortened: int | None,
    left_out: int | None,
) -> None:
    digest = cut(entries(*answers), within(3))

    assert count(gsm("Ana, from your circle: " + digest.words)).count <= 3
    assert digest.told + digest.left_out == len(answers)
    assert digest.words.count("…") == digest.shortened
    if told is not None:
        assert (digest.told, digest.shortened, digest.left_out) == (told, shortened, left_out)


def test_only_the_longest_are_shortened_and_at_a_word() -> None:
    digest = cut(entries(("River", "all is well here"), ("Sun", LONG)), within(3))

    assert "River: all is well here / " in digest.words
    kept = digest.words.rpartition("Sun: ")[2].removesuffix("…")
    assert f"{kept} " in LONG


@pytest.mark.parametrize(
    ("words", "joyful"),
    [("I passed! 🎉", True), ("gracias ❤️", True), ("a hard week", False), ("😢", False)],
)
def test_good_news_is_known_by_its_signs(words: str, joyful: bool) -> None:
    assert Entry("River", words).is_good_news is joyful
