"""What the list of escalations is narrowed to, as its address says it. Nothing personal."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from checkin.domain.escalation import EscalationKind, Filter, Level, Whose
from checkin.usecases.ports.desk import Place
from checkin.web.admin import addresses

RESOLVED = "resolved"


def wanted(reader_id: int) -> Filter:
    """What the address asks for; what makes no sense narrows nothing."""
    asked = request.args
    level, kind, whose = (asked.get(name, "") for name in ("level", "kind", "whose"))
    resolved = asked.get("state") == RESOLVED
    return Filter(
        level=Level(level) if level in set(Level) else None,
        kind=EscalationKind(kind) if kind in set(EscalationKind) else None,
        whose=Whose(whose) if whose in set(Whose) else Whose.EVERYBODY,
        late=asked.get("late") == "1" and not resolved,
        resolved=resolved,
        reader_id=reader_id,
    )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The addresses of a list that is narrowed."""

    now: Filter

    def address(self, after: Place | None = None) -> str:
        """The same list, from that place on."""
        return _address(self.now, after)

    def level(self, level: str) -> str:
        """The same with this level alone; with all levels where it is alone already."""
        other = None if level == self.now.level else Level(level)
        return _address(replace(self.now, level=other, resolved=False))


def _address(wanted: Filter, after: Place | None = None) -> str:
    chosen: dict[str, Any] = {
        "level": wanted.level,
        "kind": wanted.kind,
        "whose": wanted.whose if wanted.whose is not Whose.EVERYBODY else None,
        "late": "1" if wanted.late else None,
        "state": RESOLVED if wanted.resolved else None,
        "after": addresses.of_place(after) if after else None,
    }
    return url_for("admin.waiting", **{name: value for name, value in chosen.items() if value})
