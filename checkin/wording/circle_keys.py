"""What is said to members of a circle, by text."""

from collections.abc import Mapping

from checkin.domain.circle.rotation import PROMPTS, Theme

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
