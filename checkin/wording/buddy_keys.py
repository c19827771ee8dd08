"""What is said about a buddy, by text and in calls: from the offer to the end, and in between."""

from collections.abc import Mapping

from checkin.domain.pairing import Answered, Ended, PairingState, Shape
from checkin.domain.pairing.alias import ALIASES, word_for
from checkin.domain.pairing.matching import Factor, Refusal
from checkin.domain.pairing.wishes import GENDERS

NOTHING: frozenset[str] = frozenset()
NAME = frozenset({"name"})
BUDDY = frozenset({"buddy"})
WHEN = frozenset({"day", "time"})
OFFER = BUDDY | {"tongue", "opens", "closes"}
# By text and by key alike.
BOTH: Mapping[str, frozenset[str]] = {
    **{word_for(number): NOTHING for number in range(1, ALIASES + 1)},
    **dict.fromkeys(("relay.not_now", "relay.undelivered"), NAME | BUDDY),
    "relay.too_many": NAME | WHEN,
    "relay.call_later": NAME | BUDDY | WHEN,
    "offer.one": OFFER,
    "offer.openly": OFFER | {"topics"},
    "offer.three": OFFER,
    "buddy.begun_at": BUDDY | WHEN,
    "buddy.which": BUDDY | {"another"},
    **dict.fromkeys(
        (*("buddy.begun", "buddy.quiet", "buddy.quiet_over", "buddy.over", "buddy.review"),),
        BUDDY,
    ),
    **dict.fromkeys(
        (
            *("offer.wait", "offer.declined", "offer.over", "review.thanks", "buddy.changed"),
            *("buddy.ended", "buddy.waits", "buddy.not_now", "block.done", "block.nobody"),
            *("block.lifted", "trio.offer", "trio.next", "trio.noted"),
        ),
        NOTHING,
    ),
}
TEXT: Mapping[str, frozenset[str]] = {
    **BOTH,
    "norms": NOTHING,
    "buddy.for_you": NAME,
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
    **{f"norms.{part}": NOTHING for part in (1, 2, 3)},
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
    "relay.ways": NOTHING,
    "relay.read": NAME | BUDDY | {"words"},
}
_HAPPENED = (
    *("proposed", "joined", "approved", "held", "goes_on", "all_agreed", "begun", "reminded"),
    *("quiet", "review", "goes_on_with", "by"),
    *(f"ended_{why}" for why in Ended),
    *(answer for answer in Answered if answer is not Answered.WAITING),
)
# What the rules hand to the page.
PAGE: tuple[str, ...] = (
    *(f"pairing_state.{state}" for state in PairingState),
    *(f"shape.{shape}" for shape in Shape),
    *(f"pairing.{what}" for what in _HAPPENED),
    *(f"ended.{why}" for why in Ended),
    *(f"side.{answer}" for answer in Answered),
    *(f"unfit.{refusal}" for refusal in Refusal),
    *(f"factor.{factor}" for factor in Factor),
    *(f"gender.{gender}" for gender in GENDERS),
    *(f"refused.{why}" for why in ("not_proposed", "not_willing", "in_danger", "over")),
    *(f"refused.{why}" for why in ("not_waiting", "only_two")),
    *(f"went.{how}" for how in ("good", "hard", "worried")),
)
