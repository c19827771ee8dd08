"""Every example in the files of words holds, and so do the vectors of practice.md, section 17."""

import tomllib

import pytest

from checkin.domain.revocation import Judgement, Scope, Wish, judge
from checkin.domain.revocation.lexicon import FOLDER

FILES = sorted(FOLDER.glob("*.toml"))
MEANT = {
    "certain": (Wish.CERTAIN, Scope.EVERYTHING),
    "everything": (Wish.CERTAIN, Scope.EVERYTHING),
    "calls": (Wish.CERTAIN, Scope.CALLS),
    "texts": (Wish.CERTAIN, Scope.TEXTS),
}


def examples(*kinds: str) -> list[tuple[str, str, str]]:
    """Each example of these kinds: its language, its kind and the text."""
    listed = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES}
    return [
        (language, kind, body)
        for language, content in listed.items()
        for kind in kinds
        for body in content["examples"][kind]
    ]


@pytest.mark.parametrize(("language", "kind", "body"), examples(*MEANT))
def test_what_any_reasonable_person_reads_as_stop_is_certain(
    language: str, kind: str, body: str
) -> None:
    judged = judge(body, [language])

    assert (judged.wish, judged.scope) == MEANT[kind]


@pytest.mark.parametrize(("language", "kind", "body"), examples("likely"))
def test_what_may_be_a_wish_is_left_to_a_coordinator(language: str, kind: str, body: str) -> None:
    assert judge(body, [language]).wish is Wish.LIKELY


@pytest.mark.parametrize(("language", "kind", "body"), examples("none"))
def test_an_ordinary_text_asks_nothing(language: str, kind: str, body: str) -> None:
    assert judge(body, [language]) == Judgement()


@pytest.mark.parametrize(("language", "kind", "body"), examples("wrong_number"))
def test_a_wrong_number_is_understood(language: str, kind: str, body: str) -> None:
    assert judge(body, [language]).wrong_number


@pytest.mark.parametrize(("language", "kind", "body"), examples("none", "not_certain", "likely"))
def test_an_ordinary_text_silences_nobody_on_a_line_of_any_language(
    language: str, kind: str, body: str
) -> None:
    for line in ([], [language], [file.stem for file in FILES]):
        assert judge(body, line).wish is not Wish.CERTAIN


def test_every_language_has_examples_of_every_kind() -> None:
    kinds = (*MEANT, "likely", "not_certain", "none", "wrong_number")

    found = {(language, kind) for language, kind, _ in examples(*kinds)}

    assert {file.stem for file in FILES} == {"en", "es", "fr", "hi", "pt", "sw"}
    assert found == {(file.stem, kind) for file in FILES for kind in kinds}


@pytest.mark.parametrize(
    "body",
    [
        "STOP",
        "Stop.",
        " stop!! ",
        "Opt-Out",
        "UNSUBSCRIBE",
        "end",
        "STOP I want to die",
        "please stop texting me",
        "take me off this",
        "leave me alone",
        "no mas",
        "leave me alone to die",
        "cancel",
        "DELETE ME",
    ],
)
def test_the_vectors_that_are_an_opt_out_are_certain(body: str) -> None:
    assert judge(body) == Judgement(Wish.CERTAIN)


@pytest.mark.parametrize(
    "body",
    [
        "I want to end it",
        "end my life",
        "I quit drinking today",
        "I can't stop crying",
        "cancel my call tomorrow",
        "HELP",
        "help me please",
        "YES",
        "I took all my pills",
        "he is hitting me",
        "I would never kill myself lol",
        "my bus stop is flooded",
        "1",
        "sawa",
        "ok",
        "2",
        "shida",
        "not ok",
        "WHO",
        "",
    ],
)
def test_the_other_vectors_ask_nothing(body: str) -> None:
    assert judge(body) == Judgement()


@pytest.mark.parametrize("body", ["who is this?", "wrong number"])
def test_the_vectors_of_a_wrong_number_ask_no_more(body: str) -> None:
    assert judge(body) == Judgement(wrong_number=True)
