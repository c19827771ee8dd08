"""What is said about a buddy from the offer to the end, by text and in calls."""

from collections.abc import Mapping

from checkin.domain.pairing import Answered, Ended, PairingState, Shape
from checkin.domain.pairing.alias import ALIASES
from checkin.domain.pairing.matching import Factor, Refusal
from checkin.domain.pairing.wishes import GENDERS

NOTHING: frozenset[str] = frozenset()
BUDDY = frozenset({"buddy"})
OFFER = BUDDY | {"tongue", "opens", "closes"}
# By either road.
BOTH: Mapping[str, frozenset[str]] = {
    "offer.one": OFFER,
    "offer.openly": OFFER | {"topics"},
    "offer.three": OFFER,
    "buddy.begun_at": BUDDY | {"day", "time"},
    "buddy.which": frozenset({"buddy", "another"}),
    **dict.fromkeys(
        (
            *("buddy.begun", "buddy.yours", "buddy.quiet", "buddy.quiet_over"),
            *("buddy.over", "buddy.review"),
        ),
        BUDDY,
    ),
    **dict.fromkeys(
        (
            *("offer.wait", "offer.declined", "offer.over", "review.thanks", "buddy.changed"),
            *("buddy.ended", "buddy.waits", "buddy.not_now", "block.done", "block.nobody"),
            *("block.lifted", "trio.offer", "trio.next", "trio.noted"),
            *(f"alias.{number}" for number in range(1, ALIASES + 1)),
        ),
        NOTHING,
    ),
}
TEXT: Mapping[str, frozenset[str]] = {
    **BOTH,
    "norms": NOTHING,
    "buddy.for_you": frozenset({"name"}),
}
VOICE: Mapping[str, frozenset[str]] = {
    **BOTH,
    **{f"norms.{part}": NOTHING for part in (1, 2, 3)},
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
