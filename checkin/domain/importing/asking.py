"""How a member is to be asked, as a coordinator types it into a form."""

from collections.abc import Mapping
from datetime import date, time

from checkin.domain.changing import Wish
from checkin.domain.importing.by_hand import at_in
from checkin.domain.importing.enrolment import Reason, Terms, Wrong
from checkin.domain.importing.rhythm import rhythm_in
from checkin.domain.importing.row import Reading
from checkin.domain.importing.values import language_in, word_in
from checkin.domain.importing.zone import zone_in
from checkin.domain.member import Cadence, Channel, Rhythm, Window

FIELDS = (
    *("language", "time_zone", "channel", "cadence", "weekday", "hour"),
    *("opens", "closes"),
)


def wish_in(typed: Mapping[str, str], terms: Terms) -> Wish | tuple[Reason, ...]:
    """What the `FIELDS` of the form say, or all that is wrong with them."""
    form = Reading(dict.fromkeys(FIELDS, "") | dict(typed) | {"hour": at_in(typed)})
    language = form.take("language", lambda value: language_in(value, terms.languages), "")
    # A dash names no zone: an empty one would be taken from a number, which nobody gives here.
    time_zone = form.take("time_zone", lambda value: zone_in(value or "-", ""), "")
    channel = form.take("channel", lambda value: word_in(value, Channel), Channel.TEXT)
    cadence = form.take("cadence", lambda value: word_in(value, Cadence), None)
    window = _window(form, terms.window)
    rhythm = form.take("hour", lambda value: rhythm_in(value, cadence, window), Rhythm())
    if form.reasons:
        return tuple(form.reasons)
    return Wish(language, time_zone, channel, rhythm, window)


def day_in(value: str) -> date:
    """A day as a form writes it. Raises `Wrong`."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Wrong("is no day", "wrong.a_day") from None


def _window(form: Reading, ours: Window) -> Window:
    """The hours of contact, within the organisation's; those, where the form's are wrong."""
    opens = form.take("opens", lambda value: _hour(value, ours), ours.opens)
    closes = form.take("closes", lambda value: _hour(value, ours, opens), ours.closes)
    return Window(opens, closes)


def _hour(value: str, ours: Window, after: time = time(0)) -> time:
    try:
        hour = time.fromisoformat(value)
    except ValueError:
        raise Wrong("is not a time", "wrong.time") from None
    if not ours.opens <= hour <= ours.closes or hour <= after:
        raise Wrong(
            "is not within the organisation's hours",
            "wrong.window",
            opens=f"{ours.opens:%H:%M}",
            closes=f"{ours.closes:%H:%M}",
        )
    return hour
