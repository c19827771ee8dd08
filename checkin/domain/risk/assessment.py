"""What was found in a text: findings, and the level that the worst of them gives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self


class Level(IntEnum):
    """How soon a person must look: not because of this; today; at once."""

    NONE = 0
    CONCERN = 1
    CRISIS = 2

    @property
    def word(self) -> str:
        """The level as rule files and tables write it."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Self:
        """The level that `word` names. Raises `KeyError` for any other word."""
        return cls[word.upper()]


class Category(StrEnum):
    """What a rule is about."""

    SUICIDE = "suicide"
    PASSIVE_WISH = "passive_wish"
    PREPARATION = "preparation"
    SELF_HARM = "self_harm"
    OVERDOSE = "overdose"
    VIOLENCE = "violence"
    MEDICAL = "medical"
    DANGER_TO_OTHER = "danger_to_other"
    THIRD_PERSON = "third_person"
    PAST = "past"
    HOPELESSNESS = "hopelessness"
    DISTRESS = "distress"
    RELAPSE = "relapse"
    CONTACT = "contact"  # somebody asks for a person
    CONTRADICTION = "contradiction"  # takes a denial back
    NEGATION = "negation"
    IDIOM = "idiom"
    QUOTATION = "quotation"  # a song, a film, a game, the news
    LAUGHTER = "laughter"
    UNREAD = "unread"  # what the rules cannot read: a person must


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that applies to a text.

    `start` and `end` are offsets into the raw text; a finding that begins in an earlier message
    begins at 0. `because` names the exemption that graded it down, if one did.
    """

    rule: str
    language: str
    category: Category
    level: Level
    start: int
    end: int
    because: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the raw text."""
        return self.start, self.end

    def told_by(self, other: Self) -> bool:
        """Whether `other` is the same rule in fewer of the same words, at no lower level."""
        within = self.start <= other.start and other.end <= self.end
        return self.rule == other.rule and within and self.level <= other.level


def _weight(finding: Finding) -> tuple[int, int, int, str, str, str]:
    """The worst first, then the shortest; never by chance."""
    length = finding.end - finding.start
    return -finding.level, length, finding.start, finding.rule, finding.because, finding.category


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of one text. `NONE` means that no rule applies, and nothing more.

    `exempted` are the findings that an idiom, a negation or a quotation took the weight from.
    """

    level: Level
    findings: tuple[Finding, ...] = ()
    exempted: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Self:
        """The worst finding gives the level; those without weight are kept apart."""
        worst_first = sorted(set(findings), key=_weight)
        found: list[Finding] = []
        for finding in worst_first:
            if not any(finding.told_by(other) for other in found):
                found.append(finding)
        counted = tuple(finding for finding in found if finding.level)
        level = counted[0].level if counted else Level.NONE
        return cls(level, counted, tuple(finding for finding in found if not finding.level))

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that count, the worst first, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))
