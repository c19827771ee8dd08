"""How much may pass between two members: by the hour and the day, of a bond and of a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checkin.domain.pairing import RelayOutcome, Sent, Traffic
from checkin.domain.policy import Relaying

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
# What was refused and never left costs nobody anything. Who is blocked is counted like anybody.
COUNTED = frozenset(RelayOutcome) - {RelayOutcome.REFUSED}


def free_again(
    traffic: Traffic, pairing_id: int, now: datetime, policy: Relaying
) -> datetime | None:
    """When the member may send words in this pairing again; None if they may now."""
    mine = [sent for sent in traffic.sent if not sent.by_call and sent.outcome in COUNTED]
    here = [sent for sent in mine if sent.pairing_id == pairing_id]
    ends = (
        _ends(here, AN_HOUR, policy.an_hour, now),
        _ends(here, A_DAY, policy.a_day, now),
        _ends(mine, AN_HOUR, policy.person_an_hour, now),
        _ends(mine, A_DAY, policy.person_a_day, now),
    )
    return max((end for end in ends if end is not None), default=None)


def calls_again(traffic: Traffic, now: datetime, policy: Relaying) -> datetime | None:
    """When the member may have us put a call through again; None if they may now."""
    calls = [sent for sent in traffic.sent if sent.by_call]
    return _ends(calls, A_DAY, policy.calls_a_day, now)


def _ends(sent: Sequence[Sent], span: timedelta, most: int, now: datetime) -> datetime | None:
    """When fewer than `most` of these lie within `span`."""
    within = sorted(one.at for one in sent if one.at > now - span)
    return within[-most] + span if most and len(within) >= most else None
