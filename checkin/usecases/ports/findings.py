"""What the rules of risk have found in texts, and what people made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What a coordinator says of a finding. Neither has any effect on later texts."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one text, by which rules, and who has judged it when."""

    level: str  # concern or crisis: the last part of a key of the page's catalog
    rules: tuple[str, ...]
    verdict: Verdict | None = None
    judged_by: str = ""
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often the texts that one rule found something in were judged right, and wrong."""

    rule: str
    right: int
    wrong: int


class Findings(Protocol):
    """Findings, judged one by one."""

    def judge(self, message_id: int, verdict: Verdict, coordinator_id: int, now: datetime) -> bool:
        """Write the verdict down, on the text and in the timeline of what it belongs to.

        False, and nothing written, if nothing was found in this text.
        """

    def tallies(self) -> Sequence[Tally]:
        """All rules that had a part in a text that was judged, by their ids."""
