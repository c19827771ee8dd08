"""Words that two languages share, names, wishes beside a wrong number, and what a text may cost."""

import time

import pytest

from checkin.domain.intents import LONGEST, STOP_WORDS
from checkin.domain.revocation import Judgement, Scope, Wish, judge
from checkin.domain.revocation.lexicon import lexicons

CERTAIN, LIKELY, NONE = Wish.CERTAIN, Wish.LIKELY, Wish.NONE


@pytest.mark.parametrize(
    ("body", "languages", "wish"),
    [
        ("acha", ["sw"], CERTAIN),
        ("Acha!", ["sw_KE", "en"], CERTAIN),
        ("acha", ["hi"], LIKELY),
        ("acha", ["sw", "hi"], LIKELY),
        ("acha", [], LIKELY),
        ("acha tafadhali", ["sw"], CERTAIN),
        ("bas", ["hi"], CERTAIN),
        ("bas", ["fr"], LIKELY),
        ("fin", ["es"], CERTAIN),
        ("fin", ["en"], LIKELY),
        ("pare", ["pt_BR"], CERTAIN),
        ("Paré", ["es"], LIKELY),
        ("para", [], CERTAIN),
        ("arrête", ["en"], CERTAIN),
        ("sitaki", ["en"], CERTAIN),
        ("बंद करो", [], CERTAIN),
    ],
)
def test_a_word_that_is_ordinary_elsewhere_counts_only_on_a_line_of_its_own_language(
    body: str, languages: list[str], wish: Wish
) -> None:
    assert judge(body, languages).wish is wish


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_what_stops_by_itself_is_certain_everywhere(word: str) -> None:
    assert judge(word.upper() + "!!") == Judgement(CERTAIN)


@pytest.mark.parametrize(
    ("body", "names", "wrong"),
    [
        ("not ana", ["Ana"], True),
        ("NOT ANA", ["Ana Lopez"], True),
        ("not ana", [], False),
        ("Not Ana", [], True),
        ("I'm not Catholic", ["Ana"], False),
        ("This isn't Ana's phone", ["Ana"], True),
        ("this isnt working", [], False),
        ("aqui no vive ana", ["Ana"], True),
        ("Ana is not good today", ["Ana"], False),
    ],
)
def test_only_somebody_s_name_makes_it_a_wrong_number(
    body: str, names: list[str], wrong: bool
) -> None:
    assert judge(body, names=names).wrong_number is wrong


@pytest.mark.parametrize(
    "body",
    [
        "the wrong number of pills",
        "i took the wrong number of pills yesterday",
        "who is this band? so good",
        "a strange man called. i said who is this and hung up",
        "I called the wrong number for the clinic",
        "WHO",
        "who is calling me today",
    ],
)
def test_a_wrong_number_is_all_that_is_said(body: str) -> None:
    assert not judge(body).wrong_number


def test_a_wish_may_stand_beside_a_wrong_number() -> None:
    assert judge("Wrong number. Stop texting me") == Judgement(CERTAIN, wrong_number=True)


@pytest.mark.parametrize(
    ("body", "scope"),
    [
        ("stop calling me", Scope.CALLS),
        ("stop texting me", Scope.EVERYTHING),
        ("stop texting me, calls are fine", Scope.TEXTS),
        ("Stop calling me. I like the messages", Scope.EVERYTHING),
        ("stop calling me, leave me alone", Scope.EVERYTHING),
        ("stop", Scope.EVERYTHING),
    ],
)
def test_in_doubt_everything_stops(body: str, scope: Scope) -> None:
    assert judge(body) == Judgement(CERTAIN, scope)


@pytest.mark.parametrize(
    ("body", "wish"),
    [
        ("stop texting me", CERTAIN),
        ("Thanks for all. Please stop texting me now", CERTAIN),
        ("im ok now please stop texting me", CERTAIN),
        ("stop texting me i dont want this", CERTAIN),
        ("its my phone and can you stop texting me", CERTAIN),
        ("I am ok. stop texting me please", CERTAIN),
        ("stop texting me, when im at work", LIKELY),
        ("stop texting me at night", LIKELY),
        ("she wrote stop texting me", NONE),
        ("my mother always says: stop texting me", NONE),
        ("He said: stop. I texted him anyway", NONE),
        ("dont stop texting me", NONE),
        ("dont! stop texting me", CERTAIN),
        ("my sister and i, we stop texting me", LIKELY),
    ],
)
def test_who_says_it_and_what_follows_decides(body: str, wish: Wish) -> None:
    assert judge(body, ["en"]).wish is wish


def test_a_text_longer_than_the_carrier_carries_asks_nothing() -> None:
    assert judge("stop" + " " * (LONGEST - 4)).wish is CERTAIN
    assert judge("stop" + " " * (LONGEST - 3)).wish is NONE


@pytest.mark.parametrize(
    "unit",
    ["no ", "i ", "stop texting ", "please ", "dont want ", "no me ", "mat msg ", "ye ", "a"],
)
def test_a_text_twice_as_long_costs_about_twice_as_much(unit: str) -> None:
    def cost(length: int) -> float:
        body = (unit * length)[:length]
        spent = []
        for _ in range(3):
            before = time.process_time()
            judge(body)
            spent.append(time.process_time() - before)
        return min(spent)

    lexicons()

    assert cost(1600) < 6 * cost(400) + 0.05
    assert cost(1600) < 1.5
