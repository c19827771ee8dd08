"""When two members may be in touch: within the hours of both."""

from datetime import datetime, timedelta

from checkin.domain.member import Member
from checkin.domain.schedule import next_open, zone_named
from checkin.domain.talk.scene import Values

LONGEST = timedelta(days=3)


def both_open(one: Member, other: Member, now: datetime) -> datetime | None:
    """The first moment from `now` on at which both windows are open; None if there is none soon."""
    moment = now
    while moment <= now + LONGEST:
        later = next_open(one.window, one.time_zone, moment)
        later = next_open(other.window, other.time_zone, later)
        if later == moment:
            return moment
        moment = later
    return None


def told(moment: datetime, reader: Member) -> Values:
    """The day and the hour of `moment`, on the clock of whoever reads it."""
    local = moment.astimezone(zone_named(reader.time_zone))
    return ("day", local.date().isoformat()), ("time", f"{local:%H:%M}")
