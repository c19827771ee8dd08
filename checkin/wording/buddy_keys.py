"""What is said to members who are paired, when words or calls pass between them."""

from collections.abc import Mapping

ALIASES = 24
NAME = frozenset({"name"})
BUDDY = frozenset({"buddy"})
WHEN = frozenset({"day", "time"})
NOTHING: frozenset[str] = frozenset()
# By text and by key alike.
BOTH: Mapping[str, frozenset[str]] = {
    **{f"alias.{number}": NOTHING for number in range(1, ALIASES + 1)},
    **dict.fromkeys(("relay.not_now", "relay.undelivered"), NAME | BUDDY),
    "relay.too_many": NAME | WHEN,
    "relay.call_later": NAME | BUDDY | WHEN,
}
TEXT: Mapping[str, frozenset[str]] = {
    **BOTH,
    **dict.fromkeys(("relay.words", "relay.words_shared"), NAME | BUDDY | {"words", "to"}),
    **dict.fromkeys(("relay.how_many", "relay.which"), NAME | {"buddies"}),
    **dict.fromkeys(("relay.how", "relay.sent", "relay.calling"), NAME | BUDDY),
    "relay.later": NAME | BUDDY | WHEN,
    **dict.fromkeys(
        (
            *("relay.refused", "relay.held", "relay.at_risk", "relay.stop", "relay.too_long"),
            "relay.no_calls",
        ),
        NAME,
    ),
}
VOICE: Mapping[str, frozenset[str]] = {
    **BOTH,
    **dict.fromkeys(
        (
            *("relay.menu", "relay.ready", "relay.wait", "relay.not_answered", "relay.call"),
            *("relay.after", "relay.talked", "relay.not_talked"),
            *("relay.whisper", "relay.whisper_shared"),
        ),
        NAME | BUDDY,
    ),
    **{
        f"relay.which.{count}": NAME | {f"buddy_{at}" for at in range(1, count + 1)}
        for count in range(2, 5)
    },
    "relay.read": NAME | BUDDY | {"words"},
}
