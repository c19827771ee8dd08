"""How many segments a text needs, and in which alphabet."""

from dataclasses import dataclass

import smsutil


@dataclass(frozen=True)
class Segments:
    """The number of parts a body is sent in, and `GSM-7` or `UCS-2`."""

    count: int
    encoding: str


def segments_of(body: str) -> Segments:
    """Count a body's parts as 3GPP TS 23.038 and 23.040 do: 160/153 septets, or 70/67 units."""
    parts = smsutil.split(body)
    gsm = not body or parts.encoding == "gsm0338"
    return Segments(max(1, len(parts.parts)), "GSM-7" if gsm else "UCS-2")
