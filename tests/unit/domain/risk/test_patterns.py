"""The small language of patterns: what each part of it takes, and what cannot be read."""

import pytest

from checkin.domain.risk.loading import RuleFault
from tests.unit.domain.risk.made import a_detector, a_rule

GROUPS = {"them": "him|her|my {kin}", "kin": "mum|dad"}
FOUND = [
    ("kill", "i kill", True),
    ("kill", "skill", False),
    ("(want|would like) to die", "would like to die", True),
    ("(want|would like) to die", "like to die", False),
    ("want [so|really] to die", "want really to die", True),
    ("want [so|really] to die", "want to die", True),
    ("want [so|really] to die", "want very to die", False),
    ("took ..2 pills", "took pills", True),
    ("took ..2 pills", "took all my pills", True),
    ("took ..2 pills", "took all of my pills", False),
    ("took ..2 pills", "took not pills", False),
    ("took ..2 pills", "took it. pills", False),
    ("took ..2 pills", "took it, pills", True),
    ("hurt {them}", "hurt my dad", True),
    ("hurt {them}", "hurt dad", False),
    ("suicid*", "suicides", True),
    ("suicid*", "suic", False),
    ("*jiua", "anajiua", True),
    ("*jiua", "jiuaje", False),
    ("bleeding~", "bleding", True),
    ("bleeding~", "bldng", False),
    ("overdose~~", "ovrdos", True),
    ("# pills", "3 pills", True),
    ("# pills", "few pills", False),
    ("#10 pills", "9 pills", False),
    ("#10 pills", "10 pills", True),
    ("^ help $", "help!", True),
    ("^ help $", "it helps", False),
    ("^ help $", "help me", False),
    ("bleeding~", "bxleedin", False),
    ("don't go", "dont go", True),
    ("dont go", "don’t go", True),
    ("dont go", "don´t go", True),
    ("Füße", "fusse", True),
]


@pytest.mark.parametrize(("pattern", "text", "found"), FOUND)
def test_a_pattern_takes(pattern: str, text: str, *, found: bool) -> None:
    assessment = a_detector(a_rule(pattern), groups=GROUPS).assess(text)

    assert bool(assessment.findings) is found


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a|b", "never closed"),
        ("a)", "stands where nothing may"),
        ("a||b", "empty place"),
        ("", "empty place"),
        ("a ..9 b", "a gap is of 1 to 8 words"),
        ("{nobody}", "no group {nobody}"),
        ("{round}", "made of itself"),
        ("die~", None),
        ("car~", "too short"),
        ("..3", "no word that must be there"),
        ("[a]", "no word that must be there"),
        ("not <risk>", "for exemptions"),
        ("a & {", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_rule(pattern: str, why: str | None) -> None:
    rule = a_rule(pattern, id="en.suicide.mine")

    with pytest.raises(RuleFault, match=r"en\.suicide\.mine") as fault:
        a_detector(rule, groups={"round": "a {round}"})

    assert (why or "too short") in str(fault.value)


def test_unless_keeps_a_rule_from_applying_and_also_must_be_there() -> None:
    detector = a_detector(a_rule("do it", unless=["gym"], also=["rope", "pills"]))

    assert detector.assess("i have the pills and will do it").findings
    assert not detector.assess("i will do it").findings
    assert not detector.assess("do it at the gym with a rope").findings
