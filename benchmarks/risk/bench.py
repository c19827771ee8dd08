"""The goals for recognising danger, on replies built against and on replies set aside."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.progress import say
from benchmarks.report import Goal, Row
from benchmarks.risk.cost import memory, slowest_of_a_hundred
from benchmarks.risk.replies import NEVER_MISSED, SETS, Taken, replies, taken
from benchmarks.scale import Scale
from benchmarks.servers import Ground
from checkin.domain.risk import Detector
from checkin.domain.risk.loading import books

# A file of ordinary messages, one a line. None is in the repository: they are other people's.
ORDINARY = "CHECKIN_ORDINARY_MESSAGES"


def measure(_ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table, for one set of replies after the other."""
    detector = Detector(books())
    rows: list[Row] = []
    texts: list[str] = []
    for name, pattern in SETS.items():
        say(f"risk: {name}")
        found = list(replies(pattern))
        texts += [one.text for one in found]
        rows += _rows(name, taken(found, detector)) if found else []
    return [*rows, *_ordinary(detector), *_cost(texts, detector, scale)]


def _rows(name: str, given: Taken) -> Iterator[Row]:
    crisis = given.only("crisis")
    yield _at_least("crisis replies flagged crisis", name, crisis, 90, "crisis")
    yield _at_least("... flagged crisis or concern", name, crisis, 97, "crisis", "concern")
    missed = given.only("crisis", categories=NEVER_MISSED)["none"]
    wanted = "0 missed"
    yield Row("explicit, overdose, self-harm", name, goal=Goal(wanted, str(missed), missed == 0))
    oblique = given.only("crisis", categories=["oblique"])
    yield _at_least("oblique crisis, any flag", name, oblique, 85, "crisis", "concern")
    for language in given.languages:
        spoken = given.only("crisis", language=language)
        yield _at_least(f"crisis flagged crisis, {language}", name, spoken, 85, "crisis")
    concern = given.only("concern")
    yield _at_least("concern replies, any flag", name, concern, 85, "crisis", "concern")
    yield _at_most("plain replies flagged crisis", name, given.only("none"), 2, "crisis")


def _ordinary(detector: Detector) -> Iterator[Row]:
    path = os.environ.get(ORDINARY)
    if not path:
        yield Row("ordinary messages", note=f"name a file of them in {ORDINARY}")
        return
    say("risk: ordinary messages")
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    given = Counter(detector.assess(line).level.word for line in lines)
    yield _at_most("ordinary messages flagged crisis", "", given, 0.05, "crisis")
    yield _at_most("... flagged at all", "", given, 0.5, "crisis", "concern")


def _cost(texts: Sequence[str], detector: Detector, scale: Scale) -> Iterator[Row]:
    say("risk: time and memory")
    slow = slowest_of_a_hundred(texts, detector, scale.rounds)
    yield Row("time of a message, p99", goal=Goal("<= 2 ms", f"{slow:.2f} ms", slow <= 2))
    size = memory()
    yield Row("memory of the rules", goal=Goal("< 20 MB", f"{size:.1f} MB", size < 20))


def _share(given: Counter[str], levels: Sequence[str]) -> tuple[float, str]:
    """The percentage of these levels, and how it is shown."""
    percent = 100 * sum(given[level] for level in levels) / max(given.total(), 1)
    return percent, f"{percent:.{2 if percent < 1 else 1}f} % of {given.total()}"


def _at_least(what: str, name: str, given: Counter[str], wanted: float, *levels: str) -> Row:
    reached, shown = _share(given, levels)
    return Row(what, name, goal=Goal(f">= {wanted:g} %", shown, reached >= wanted))


def _at_most(what: str, name: str, given: Counter[str], wanted: float, *levels: str) -> Row:
    reached, shown = _share(given, levels)
    return Row(what, name, goal=Goal(f"<= {wanted:g} %", shown, reached <= wanted))
