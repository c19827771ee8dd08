"""Consent replayed from the ledger, in the plainest way: the last word on a purpose counts."""

from collections.abc import Iterable

GIVEN = {"granted", "confirmed", "renewed"}
ENDED = {"revoked", "refused", "expired", "erased"}


def standing(events: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The purposes that stand after these events of purpose and action, oldest first."""
    last: dict[str, bool] = {}
    for purpose, action in events:
        if action in ENDED and purpose == "all":
            last = {}
        elif action in ENDED or action in GIVEN:
            last[purpose] = action in GIVEN
    return frozenset(purpose for purpose, stands in last.items() if stands)
