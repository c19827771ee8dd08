"""What is said to members of a circle, by text."""

from collections.abc import Mapping

from checkin.domain.circle.rotation import PROMPTS, Theme
from checkin.domain.circle.seat import RoundState

ALIASES = 24
NAME = frozenset({"name"})
NOTHING: frozenset[str] = frozenset()
TEXT: Mapping[str, frozenset[str]] = {
    **{f"alias.{number}": NOTHING for number in range(1, ALIASES + 1)},
    **{f"circle.prompt.{number}": NAME for number in range(1, PROMPTS + 1)},
    **{f"circle.digest.{theme}": NAME | {"words"} for theme in Theme},
    "circle.joined": NAME | {"buddy"},
    **dict.fromkeys(
        (
            *("circle.invite", "circle.declined", "circle.heard", "circle.held", "circle.at_risk"),
            *("circle.closed", "circle.how", "circle.muted", "circle.digest_only", "circle.back"),
            *("circle.left", "circle.none"),
        ),
        NAME,
    ),
}
# What the page says of weeks, of held answers, and of what was not done.
_WHY = (*("number", "link", "address", "elsewhere"), *("money", "sexual", "threat", "stop"))
PAGE = (
    *(f"circle.prompt_{number}" for number in range(1, PROMPTS + 1)),
    *(f"circle.state_{state}" for state in RoundState),
    *(f"circle.reason_{reason}" for reason in ("stale", "too_few")),
    *(f"circle.why_{why}" for why in (*_WHY, "facilitator")),
    *(f"circle.fault_{fault}" for fault in ("count", "who", "full", "late")),
    *(f"done.circle_{did}" for did in ("made", "add", "remove", "hold", "release")),
)
