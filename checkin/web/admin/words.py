"""What a template says: sentences in the reader's language, and times in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton, get_day_names, get_timezone_location
from babel.numbers import format_decimal, format_percent

from checkin.domain.member import Window
from checkin.domain.schedule import is_open, zone_named
from checkin.usecases.ports import Services

# The carrier's words and our own for where a text stands, in the few that help a person.
TEXT_WORDS = {
    **dict.fromkeys(("handing", "accepted", "scheduled", "queued", "sending"), "leaving"),
    **dict.fromkeys(("sent", "replied"), "sent"),
    **dict.fromkeys(("delivered", "read"), "delivered"),
    **dict.fromkeys(("undelivered", "failed", "canceled", "lost"), "not_delivered"),
    "received": "received",
}
CALL_WORDS = {
    **dict.fromkeys(("handing", "queued", "initiated", "ringing"), "ringing"),
    "in-progress": "under_way",
    "completed": "completed",
    "busy": "busy",
    "no-answer": "not_answered",
    **dict.fromkeys(("failed", "canceled", "lost"), "failed"),
}
UNKNOWN = "unknown"
NOTHING = "\u2013"  # in the place of a number where there is none
NUMBERS = ("number", "percent", "length", "day")
SPOKEN = ("say", "when", "clock", "city", "span", "language_name", "weekday", *NUMBERS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one page, for one reader, at one moment, on the clock of one place."""

    services: Services
    language: str
    now: datetime
    zone: ZoneInfo

    def say(self, key: str, **values: object) -> str:
        """The sentence `key` of the page's catalog; the template escapes it."""
        filled = {name: str(value) for name, value in values.items()}
        return self.services.wording.page(self.language, key, filled)

    def when(self, moment: datetime) -> str:
        """`moment` on the clock of the page's place, with the day unless it is today."""
        local, today = moment.astimezone(self.zone), self.now.astimezone(self.zone)
        if local.date() == today.date():
            return f"{local:%H:%M}"
        skeleton = "MMMEd" if local.year == today.year else "yMMMd"
        return f"{_day(local.date(), skeleton, self.language)}, {local:%H:%M}"

    def clock(self, zone: str, window: Window) -> str:
        """What a member's clock shows now, and whether they may be contacted at this hour."""
        key = "member.clock" if is_open(window, zone, self.now) else "member.clock_shut"
        time = f"{self.now.astimezone(zone_named(zone)):%H:%M}"
        return self.say(key, time=time, city=self.city(zone))

    def city(self, zone: str | None = None) -> str:
        """The city that a zone is named after; the page's own zone unless another is given."""
        return _city(zone_named(zone) if zone else self.zone, self.language)

    def language_name(self, language: str) -> str:
        """What the reader calls a language."""
        try:
            return Locale.parse(language).get_display_name(self.locale) or language
        except (ValueError, UnknownLocaleError):
            return language

    def weekday(self, at: int) -> str:
        """What the reader calls a day of the week; Monday is 0."""
        return str(get_day_names("wide", locale=self.locale)[at])

    def span(self, length: timedelta) -> str:
        """A length of time in its two largest units."""
        minutes = max(0, int(length.total_seconds())) // 60
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        if days:
            return self.say("span.days", days=days, hours=hours)
        if hours:
            return self.say("span.hours", hours=hours, minutes=minutes)
        return self.say("span.minutes", minutes=minutes)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A number as the reader writes it."""
        if value is None:
            return NOTHING
        places = f"#,##0.{'0' * decimals}".rstrip(".")
        return format_decimal(value, places, locale=self.locale)

    def percent(self, share: float | None) -> str:
        """A share of one, in hundredths."""
        return NOTHING if share is None else format_percent(share, locale=self.locale)

    def length(self, length: timedelta | None) -> str:
        """As `span`, where there may be none."""
        return NOTHING if length is None else self.span(length)

    def day(self, day: date) -> str:
        """A day, with its year unless it is this one."""
        this_year = self.now.astimezone(self.zone).year == day.year
        return _day(day, "MMMd" if this_year else "yMMMd", self.language)

    @property
    def locale(self) -> Locale:
        """The reader's language as Babel knows it."""
        return _locale(self.language)

    def for_template(self) -> Mapping[str, object]:
        """Everything of this under the name by which templates call it."""
        spoken: dict[str, Callable[..., str]] = {name: getattr(self, name) for name in SPOKEN}
        locale = self.locale
        return {
            **spoken,
            "language": str(locale).replace("_", "-"),
            "direction": locale.text_direction,
            "now": self.now,
            "text_word": lambda status: TEXT_WORDS.get(status, UNKNOWN),
            "call_word": lambda status: CALL_WORDS.get(status, UNKNOWN),
        }


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=1024)
def _city(zone: ZoneInfo, language: str) -> str:
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


@lru_cache(maxsize=1024)
def _day(day: date, skeleton: str, language: str) -> str:
    return format_skeleton(skeleton, day, locale=_locale(language))
