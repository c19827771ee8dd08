"""A time zone by its name; or from the number, where its whole country has only one.

An area code says where a number was bought, not where its owner lives: in a country with several
zones the person's own must be given (R43).
"""

from functools import lru_cache
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers.tzdata import TIMEZONE_DATA

from checkin.domain.importing.enrolment import Wrong

FEW = 4  # zones that are worth listing


def zone_in(value: str, number: str) -> str:
    """The IANA name of a zone, in its own spelling. Raises `Wrong`.

    `number` is in E.164, and empty if nobody knows it: then an empty zone stays empty.
    """
    if not value:
        return _zone_of(number) if number else ""
    found = _names().get(value.replace(" ", "_").casefold())
    if found is None:
        raise Wrong('is not the name of a time zone, such as "Africa/Nairobi"', "wrong.zone")
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name that stands for a place; the old ones without one ("EST") know no summer time."""
    return {name.casefold(): name for name in available_timezones() if "/" in name} | {"utc": "UTC"}


def _zone_of(number: str) -> str:
    zones = country_zones(phonenumbers.parse(number))
    if len(zones) == 1:
        return zones[0]
    examples = f", such as {' or '.join(zones)}" if 0 < len(zones) <= FEW else ""
    raise Wrong(
        f"is missing, and the number's country does not tell it: write its name{examples}",
        "wrong.zone_missing",
    )


def country_zones(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    """The zones of the whole country of `number`; none if it is not known.

    Some countries share a calling code, told apart by the digits that follow it. Where those are
    not one fixed set for a country, the zones of everybody with the code are its zones.
    """
    code = str(number.country_code or "")
    region = phonenumbers.region_code_for_number(number)
    known = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region else None
    main = phonenumbers.region_code_for_country_code(number.country_code or 0)
    digits = known.leading_digits if known and region != main else None
    prefixes = [code + start for start in (digits or "").split("|")]
    if not all(prefix in TIMEZONE_DATA for prefix in prefixes):
        prefixes = [code]
    return tuple(sorted({zone for prefix in prefixes for zone in TIMEZONE_DATA.get(prefix, ())}))
