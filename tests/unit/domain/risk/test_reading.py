"""However it is typed, it is the same word; and another word stays another word."""

import pytest

from checkin.domain.risk import Level
from tests.unit.domain.risk.made import a_detector, a_rule

DETECTOR = a_detector(
    a_rule(
        "i want to die",
        "kill myself",
        "do not want to live",
        "suicidal~~",
        "मरना चाहता",
        "took #10 pills",
        "🔪",
        "adios",
    ),
    spelling={
        "dont": "do not",
        "don t": "do not",
        "wanna": "want to",
        "2": "to",
        "kms": "kill myself",
        "my self": "myself",
        "ur": "your",
    },
    ordinary=["suicides", "toddler"],
    matters=["myself"],
    vowels_dropped=True,
)


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO DIE",
        "  i  want\nto die!!! ",
        "i want, to die",
        "Ｉ ＷＡＮＴ ＴＯ ＤＩＥ",
        "𝐢 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "í wänt tô dié",
        "i wa\u200bnt to d\u00adie",
        "i want to d\ufe0fi\u200de",
        "i want to d1e",
        "i w@nt to d!e",
        "i want 2 die",
        "i wanna die",
        "i waaaant to dieeee",
        "i want to d i e",
        "i want to d.i.e",
        "i want to d-i-e",
        "i w a n t t o d i e",
        "I W.A.N.T to die",
        "iwanttodie",
        "iwannadie",
        "i wantto die",
        "i wаnt to dіe",  # two letters of Cyrillic
        "k!ll myself",
        "k*ll myself",
        "kill my self",
        "kill mysefl",
        "i wnt to die",
        "kms",
        "I don't want to live",
        "I don’t want to live",
        "i don`t want to live",
        "i dont want to live",
        "i don t want to live",
        "$uicidal",
        "suicidle",
        "suicdal",
        "s u i c i d a l",
        "मरना चाहता हूँ",
        "🔪🔪",
        "took 30 pills",
        "took 12pills",
        "adiós",
        "im ok. i want to die",
    ],
)
def test_it_is_found_however_it_is_typed(text: str) -> None:
    assert DETECTOR.assess(text).level is Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "i want to diet",
        "i want two dice",
        "want die",
        "kill it",
        "suicides",
        "took 2 pills",
        "took pills",
        "toddler",
        "a b c d",
        "u r ok",
        "my selfie",
        "👍",
        "it is 5:30",
    ],
)
def test_another_word_stays_another_word(text: str) -> None:
    assert DETECTOR.assess(text).level is Level.NONE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ok. I WANT to die now", "I WANT to die"),
        ("oh no, i wa\u200bnt to dié…", "i wa\u200bnt to dié"),
        ("so kms lol", "kms"),
        ("well iwanttodie", "iwanttodie"),
        ("👍🏽 kill my self!", "kill my self"),
        ("yes i w a n t t o d i e", "i w a n t t o d i e"),
    ],
)
def test_a_finding_says_where_it_stands_in_the_raw_text(text: str, found: str) -> None:
    (finding,) = DETECTOR.assess(text).findings

    assert text[finding.start : finding.end] == found


HEARD = a_detector(
    a_rule("quiero morir", "acabar", "no puedo"),
    ordinary=["morrir"],
    sounds={"qu": "k", "c": "k", "ar$": "a", "v": "b", "y": "i", "h": ""},
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kiero morir", True),
        ("kiero mohrir", True),
        ("kyero morir", True),
        ("akavar", True),
        ("akaba", True),
        ("akavare", False),
        ("no pueddo", True),
        ("quiero morrir", False),
        ("akavara", False),
    ],
)
def test_a_word_that_nobody_knows_is_what_it_sounds_like(text: str, *, found: bool) -> None:
    assert bool(HEARD.assess(text).findings) is found
