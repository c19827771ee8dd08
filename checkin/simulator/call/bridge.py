"""A Dial under way: one call that waits, and those that are placed for it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from checkin.simulator.twiml.acts import Dial

if TYPE_CHECKING:
    from checkin.simulator.call.call import Call


@dataclass
class Bridge:
    """Who called, who is called for them, and who of these took the call first.

    `joined` is when the two could hear each other.
    """

    act: Dial
    caller: "Call"
    called: "list[Call]" = field(default_factory=list)
    taker: "Call | None" = None
    joined: datetime | None = None

    def across(self, call: "Call") -> "Call | None":
        """Who hears what is said in `call`; None unless it is one of the two that are joined."""
        if self.joined is None:
            return None
        if call is self.caller:
            return self.taker
        return self.caller if call is self.taker else None

    @property
    def last(self) -> "Call":
        """The placed call that tells how the Dial went: the one taken, else the last."""
        return self.taker or self.called[-1]
