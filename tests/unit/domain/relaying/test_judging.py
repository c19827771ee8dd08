"""What may pass to a buddy: people's words, one table for each outcome."""

import csv
from pathlib import Path

import pytest

from checkin.domain.plain import plain
from checkin.domain.policy import Relaying
from checkin.domain.relaying.judging import Verdict, judge_words
from checkin.domain.relaying.lexicon import compiled, lexicons
from checkin.domain.vocabulary import LANGUAGES

POLICY = Relaying()


def table(name: str) -> list[tuple[str, ...]]:
    """The rows of one table."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        language, text, *rest = next(csv.reader(file))
        assert (language, text) == ("language", "text")
        return [
            (row[0], ",".join(row[1:]) if not rest else ",".join(row[1:-1]), row[-1])
            for row in csv.reader(file)
        ]


@pytest.mark.parametrize(("language", "text", "reason"), table("held"))
def test_money_sex_and_threats_are_held(language: str, text: str, reason: str) -> None:
    assert judge_words(text, (language,), POLICY) == Verdict(held=reason)
    assert judge_words(text.upper(), (), POLICY) == Verdict(held=reason)


@pytest.mark.parametrize(("language", "text", "reason"), table("refused"))
def test_what_shows_how_to_reach_somebody_is_refused(language: str, text: str, reason: str) -> None:
    assert judge_words(text, (language,), POLICY) == Verdict(refused=reason)


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in table("kind")])
def test_ordinary_kind_words_pass(language: str, text: str) -> None:
    assert judge_words(text, (language,), POLICY).passes


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in table("refused")])
def test_an_organisation_may_let_numbers_pass(language: str, text: str) -> None:
    assert judge_words(text, (language,), Relaying(contact_details=True)).passes


def test_every_language_has_its_words_and_each_reason() -> None:
    assert {lexicon.language for lexicon in lexicons()} == set(LANGUAGES)
    for lexicon in lexicons():
        assert lexicon.held.keys() == {"money", "sexual", "threat"}
        assert len(lexicon.numbers) >= 10
    assert {row[0] for row in table("held")} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("lend me", "Lend me, please", True),
        ("lend me", "I blend metals", False),
        ("send/give me ... money", "send me a bit of money", True),
        ("send/give me ... money", "give me money", True),
        ("send/give me ... money", "send me a book about the history of money", False),
        ("nud*", "NUDES!", True),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, found: bool) -> None:
    assert bool(compiled([phrase]).search(f" {plain(text)} ")) is found
