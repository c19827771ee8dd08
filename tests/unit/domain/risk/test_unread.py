"""What the rules cannot read, a person must: a concern, and never nothing."""

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from checkin.domain.risk import Assessment, Detector, Level, assess, ready
from checkin.domain.risk.loading import FOLDER
from checkin.domain.risk.rule import Book, Dictionary
from tests.unit.domain.risk.made import a_detector, a_rule


class Broken(str):
    """A text that cannot be looked at."""

    __slots__ = ()

    def isascii(self) -> bool:
        """Fail, as memory or a library might."""
        raise MemoryError


def test_a_fault_in_the_detector_is_a_concern() -> None:
    assessment = a_detector(a_rule("die")).assess(Broken("die"))

    assert assessment.level is Level.CONCERN
    assert assessment.rules == ("detector.failed",)


def test_a_fault_in_an_earlier_message_keeps_what_was_found() -> None:
    assessment = a_detector(a_rule("die")).assess("die", [Broken("i want")])

    assert assessment.level is Level.CONCERN


@pytest.mark.parametrize(
    "text", ["ሰላም ነው", "أريد أن أموت", "хочу умереть", "死にたい", "ok أريد أن أموت الآن", "θέλω"]
)
def test_a_script_that_no_rule_is_written_in_is_a_concern(text: str) -> None:
    assert assess(text).rules == ("text.unknown_script",)


@pytest.mark.parametrize(
    "text", ["", "👍👍", "12:30", "???", "ok 👍", "मैं ठीक हूँ", "ça va bien", "ñandú", "π"]
)
def test_what_can_be_read_or_says_nothing_is_not(text: str) -> None:
    assert assess(text).level is Level.NONE


def test_a_script_is_known_once_a_rule_is_written_in_it() -> None:
    detector = a_detector(a_rule("умереть"))

    assert detector.assess("всё хорошо").level is Level.NONE


def test_bytes_that_were_no_text_are_a_concern() -> None:
    assert assess("ok \ufffd\ufffd").rules == ("text.undecoded",)


def test_a_text_too_long_to_read_is_read_at_its_ends() -> None:
    middle = "la " * 2000
    detector = a_detector(a_rule("want to die"))

    assert detector.assess(middle).rules == ("text.too_long",)
    assert detector.assess(f"i want to die {middle}").level is Level.CRISIS
    after = f"{middle} i want to die."
    (finding, _) = detector.assess(after).findings
    assert after[finding.start : finding.end] == "want to die"


def test_a_detector_without_words_reads_nothing_and_says_so() -> None:
    nothing = Detector([Book(Dictionary("en", {}, {}, frozenset(), frozenset()), ())])

    assert nothing.assess("i want to die").rules == ("text.unknown_script",)
    assert isinstance(nothing.assess(""), Assessment)


def test_without_rules_every_text_is_a_concern_and_they_are_looked_for_once(tmp_path: Path) -> None:
    assert assess("i want to die", folder=tmp_path).rules == ("detector.failed",)

    copytree(FOLDER / "sw", tmp_path / "sw")  # from the next start on

    assert assess("nataka kufa", ["habari"], tmp_path).rules == ("detector.failed",)


def test_rules_are_read_once(tmp_path: Path) -> None:
    copytree(FOLDER / "sw", tmp_path / "sw")
    detector = ready(tmp_path)
    rmtree(tmp_path / "sw")

    assert ready(tmp_path) is detector
    assert assess("nataka kufa", folder=tmp_path).level is Level.CRISIS
