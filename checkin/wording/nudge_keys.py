"""What is said to members who look after one another."""

from collections.abc import Mapping

from checkin.domain.pairing.nudging import PROMPTS

NAME = frozenset({"name"})
BUDDY = NAME | {"buddy"}
# By text and by key alike.
BOTH: Mapping[str, frozenset[str]] = {
    **{f"tip.{number}": NAME for number in range(1, PROMPTS + 1)},
    **dict.fromkeys(
        (
            *("nudge.turn", "nudge.how", "nudge.happened", "nudge.went", "nudge.done"),
            *("nudge.good", "nudge.hard", "nudge.worried", "nudge.not_yet", "nudge.silence"),
            *("nudge.not_ok", "nudge.taken", "nudge.later", "nudge.passed", "reach.who"),
        ),
        BUDDY,
    ),
    "rest.begins": NAME | {"day"},
    **dict.fromkeys(("reach.team", "care.you", "rest.over"), NAME),
}
# What the rules hand to the page: lines of a pairing's timeline, and of an escalation's.
PAGE = (
    *(f"pairing.nudge_{what}" for what in ("late", "left_out", "with_team")),
    "timeline.buddies_asked",
)
