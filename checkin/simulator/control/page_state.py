"""All that the page draws, in one answer."""

from typing import Any

from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.control.views import handset_view, texts_of

SHOWN_TEXTS = 60
SHOWN_FAILURES = 20


def page_state(carrier: Carrier, jumps: bool) -> dict[str, Any]:
    """The clock, every handset with its latest texts, costs, faults, and the latest failures."""
    with carrier.lock:
        handsets = [handset_view(carrier, each) for each in carrier.handsets.values()]
        return {
            "now": carrier.now().isoformat(),
            "time_zone": carrier.config.time_zone,
            "jumps": jumps,
            "currency": carrier.config.currency,
            "cost": round(sum(each["cost"] for each in handsets), 4),
            "handsets": [
                {**each, "thread": texts_of(carrier, each["number"])[-SHOWN_TEXTS:]}
                for each in handsets
            ],
            "faults": carrier.faults.as_json(),
            "failures": [failure.as_json() for failure in carrier.failures[-SHOWN_FAILURES:]],
        }
