"""Several texts of one person, read together: what only they make together is found."""

import pytest

from checkin.domain.risk import Level
from checkin.domain.risk.rule import Kind
from tests.unit.domain.risk.made import a_detector, a_rule, an_exemption

DETECTOR = a_detector(
    a_rule("i want ..2 die", id="en.suicide.wish"),
    a_rule("suicidal", id="en.suicide.word"),
    a_rule("do it tonight", also=["pills"], id="en.suicide.plan"),
    an_exemption("not <risk>", "movie ..3 <risk>", id="en.negation.not"),
    a_rule("was a lie", category="contradiction", kind=Kind.CONTRADICTION, id="en.contradiction.x"),
)


@pytest.mark.parametrize(
    ("earlier", "text", "rules"),
    [
        (("i want to",), "die", ("en.suicide.wish",)),
        (("i want",), "to just die", ("en.suicide.wish",)),
        (("i", "want"), "to die", ("en.suicide.wish",)),
        (("got the pills",), "will do it tonight", ("en.suicide.plan",)),
        (("will do it tonight",), "got the pills", ("en.suicide.plan",)),
        (("i am not suicidal",), "that was a lie", ("en.contradiction.x",)),
        # what stands in an earlier message alone is no new finding
        (("i want to die",), "good morning", ()),
        (("i want to", "die"), "good morning", ()),
        (("got the pills, do it tonight",), "ok", ()),
        # an earlier message never takes the weight from a new one
        (("watching a movie",), "suicidal", ("en.suicide.word",)),
        (("not",), "suicidal", ("en.suicide.word",)),
        # and what came long ago is not read
        (("i want to", "x" * 1000), "die", ()),
        ((), "die", ()),
    ],
)
def test_together(earlier: tuple[str, ...], text: str, rules: tuple[str, ...]) -> None:
    assert DETECTOR.assess(text, earlier).rules == rules


def test_a_finding_that_began_earlier_begins_with_the_text() -> None:
    (finding,) = DETECTOR.assess("to die now", ["i want"]).findings

    assert finding.level is Level.CRISIS
    assert finding.span == (0, len("to die"))
