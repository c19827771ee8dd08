"""Exemptions take the weight from the words they stand on, and from no others."""

import pytest

from checkin.domain.risk import Category, Detector, Level
from checkin.domain.risk.rule import Book, Dictionary, Kind
from tests.unit.domain.risk.made import a_detector, a_rule, an_exemption

FILLER = "[going to|thinking of|really]"
DETECTOR = a_detector(
    a_rule("want to die", "kill myself", "killing myself", "suicidal", id="en.suicide.wish"),
    a_rule("hurts me", category="violence", id="en.violence.hurts"),
    a_rule("so low", category="distress", level=Level.CONCERN, id="en.distress.low"),
    an_exemption(f"not {FILLER} <risk>", "no <risk>", id="en.negation.not"),
    an_exemption("die laughing", category="idiom", id="en.idiom.laughing"),
    an_exemption("<risk> ..3 lol", category="laughter", over=frozenset({Category.VIOLENCE})),
    an_exemption(
        "<risk> ..2 years ago",
        category="past",
        level=Level.CONCERN,
        unless=["again"],
        id="en.past.over",
    ),
    a_rule("was a lie", category="contradiction", kind=Kind.CONTRADICTION, id="en.contradiction.x"),
    spelling={"dont": "do not", "wasnt": "was not", "im": "i am"},
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i want to die", "crisis"),
        ("i dont want to die", "none"),
        ("im not going to kill myself", "none"),
        ("im not suicidal", "none"),
        ("no suicidal days", "none"),
        # ... but nothing else of the message
        ("im not suicidal. i want to die", "crisis"),
        ("not joking. kill myself", "crisis"),
        ("no, i want to die", "crisis"),
        ("no, want to die", "crisis"),
        ("no! suicidal", "crisis"),
        ("i dont want help i want to die", "crisis"),
        ("i am not suicidal but so low", "concern"),
        # ... nor by what is not next to it
        ("not today, suicidal", "crisis"),
        ("not my day suicidal", "crisis"),
        # idioms
        ("i want to die laughing", "none"),
        ("i want to die. laughing", "crisis"),
        ("i want to die laughing, no: kill myself", "crisis"),
        # laughter only over what it is for
        ("she hurts me so much lol", "none"),
        ("she hurts me so much. lol", "crisis"),
        ("want to die lol", "crisis"),
        # the past
        ("suicidal two years ago", "concern"),
        ("suicidal two years ago and again", "crisis"),
        # a denial taken back
        ("i said i wasnt suicidal but that was a lie", "crisis"),
        ("what he said was a lie", "none"),
        ("i want to die laughing, it was a lie", "none"),
    ],
)
def test_a_text_is_worth(text: str, level: str) -> None:
    assert DETECTOR.assess(text).level.word == level


def test_what_was_exempted_is_told_and_by_what() -> None:
    assessment = DETECTOR.assess("im not suicidal")

    assert [(f.rule, f.because) for f in assessment.exempted] == [
        ("en.suicide.wish", "en.negation.not")
    ]
    assert assessment.findings == ()


def test_what_was_graded_down_says_what_it_is_now() -> None:
    (finding,) = DETECTOR.assess("suicidal two years ago").findings

    assert (finding.rule, finding.category) == ("en.suicide.wish", Category.PAST)
    assert (finding.level, finding.because) == (Level.CONCERN, "en.past.over")


def test_the_worst_finding_stands_first_and_gives_the_level() -> None:
    assessment = DETECTOR.assess("so low, want to die")

    assert assessment.level is Level.CRISIS
    assert assessment.rules == ("en.suicide.wish", "en.distress.low")


def test_levels_can_be_compared() -> None:
    assert Level.NONE < Level.CONCERN < Level.CRISIS
    assert [Level.of(level.word) for level in Level] == list(Level)


def test_words_that_two_languages_share_are_denied_in_both() -> None:
    english = Book(
        Dictionary("en", {}, {}, frozenset({"not"}), frozenset()),
        [a_rule("suicide", id="en.suicide.word"), an_exemption("not <risk>", id="en.negation.not")],
    )
    french = Book(
        Dictionary("fr", {}, {}, frozenset({"pas"}), frozenset()),
        [
            a_rule("suicide", id="fr.suicide.mot", language="fr"),
            an_exemption("pas de <risk>", id="fr.negation.pas", language="fr"),
        ],
    )
    detector = Detector([english, french])

    assert detector.assess("not suicide").level is Level.NONE
    assert detector.assess("pas de suicide").level is Level.NONE
    assert detector.assess("suicide").rules == ("en.suicide.word", "fr.suicide.mot")
    assert detector.assess("not suicide. suicide").level is Level.CRISIS
