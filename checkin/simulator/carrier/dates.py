"""Dates as Twilio writes them."""

from datetime import datetime
from email.utils import format_datetime


def rfc2822(at: datetime | None) -> str | None:
    """`Thu, 27 Aug 2026 09:00:00 +0000` for an aware datetime in UTC; None for None."""
    return None if at is None else format_datetime(at)
