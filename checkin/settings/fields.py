"""The kinds of values that settings hold, and how each is written."""

from datetime import time, timedelta
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def duration(value: object) -> timedelta:
    """A time as in "30m", "2h" or "7d". Raises `ValueError` with how to write it."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and value[:-1].isdecimal() and value[-1] in UNITS:
        return timedelta(**{UNITS[value[-1]]: int(value[:-1])})
    raise ValueError('write a number and m, h or d, as in "30m", "2h" or "7d"')


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value if isinstance(value, str) and len(value) == 5 else "")
    except ValueError:
        raise ValueError('write a time of day, as in "09:00"') from None


def _country(value: str) -> str:
    if value not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError('write the two capital letters of a country, as in "US" or "KE"')
    return value


def _language(value: str) -> str:
    try:
        return str(Locale.parse(value))
    except (ValueError, UnknownLocaleError):
        raise ValueError('write a language, as in "en" or "pt_BR"') from None


def _number(value: str) -> str:
    try:
        parsed = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        parsed = phonenumbers.PhoneNumber()
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if e164 != value or not phonenumbers.is_possible_number(parsed):
        raise ValueError('write a number with + and country code only, as in "+12125550142"')
    return value


def on_this_machine(url: str) -> bool:
    """Whether `url` leads to this very machine: `localhost` or a loopback address."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


Duration = Annotated[
    timedelta, BeforeValidator(duration), Field(ge=timedelta(minutes=1), le=timedelta(days=90))
]
TimeOfDay = Annotated[time, BeforeValidator(_clock)]
Country = Annotated[str, AfterValidator(_country)]
Language = Annotated[str, AfterValidator(_language)]
Number = Annotated[str, AfterValidator(_number)]
