"""What the list of escalations is narrowed to."""

from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.escalation.kinds import EscalationKind
from checkin.domain.urgency import Level


class Whose(StrEnum):
    """Who has them."""

    EVERYBODY = "everybody"
    MINE = "mine"  # the reader of the list
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows; what is left out narrows nothing. Those not resolved, unless it says so.

    `reader_id` is the coordinator whose are `MINE`.
    """

    level: Level | None = None
    kind: EscalationKind | None = None
    whose: Whose = Whose.EVERYBODY
    late: bool = False  # only those past due
    resolved: bool = False
    reader_id: int = 0

    @property
    def narrows(self) -> bool:
        """Whether anything that is not resolved is left out."""
        chosen = (self.level, self.kind, self.late, self.resolved)
        return any(chosen) or self.whose is not Whose.EVERYBODY


EVERYTHING = Filter()
