"""The number of a handset in an address."""

import re

from checkin.simulator.control.body import BadRequest

NUMBER = re.compile(r"\+\d{3,15}")


def checked(number: str) -> str:
    """A handset's number. Raises `BadRequest` for what can be none."""
    if not NUMBER.fullmatch(number):
        raise BadRequest("a handset's number is + and 3 to 15 digits")
    return number
