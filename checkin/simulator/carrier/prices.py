"""What texts and calls would cost, as far as can be estimated.

A carrier's own fees, numbers and recordings come on top.
"""

import math
from datetime import datetime

from checkin.simulator.call.call import Call
from checkin.simulator.config import Config
from checkin.simulator.message.message import Message

UNSENT = frozenset({"failed", "canceled"})
DIGITS = 4


def text_cost(config: Config, message: Message) -> float:
    """What a text costs; one that was never sent costs nothing."""
    if message.status in UNSENT:
        return 0.0
    return round(config.price_per_segment * message.segments, DIGITS)


def call_cost(config: Config, call: Call, now: datetime) -> float:
    """What a call costs until `now`, or its end; one that was never taken costs nothing."""
    inbound = call.direction == "inbound"
    price = config.price_per_minute_in if inbound else config.price_per_minute_out
    return round(price * minutes(call, now), DIGITS)


def minutes(call: Call, now: datetime) -> int:
    """The minutes of a call that are charged: each that was begun, and one at least."""
    if call.started is None:
        return 0
    seconds = ((call.ended or now) - call.started).total_seconds()
    return max(1, math.ceil(seconds / 60))
