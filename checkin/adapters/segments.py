"""How many segments a text takes, as the carrier bills them (3GPP TS 23.038 and 23.040; R160)."""

from dataclasses import dataclass
from typing import Literal

import smsutil
from smsutil.codecs import GSM_BASIC_CHARSET

SINGLE = 160  # letters of the basic alphabet that fit into one segment
BASIC = frozenset(GSM_BASIC_CHARSET)


@dataclass(frozen=True, slots=True)
class Segments:
    """The alphabet a text is sent in, and the number of parts it is sent as."""

    encoding: Literal["GSM-7", "UCS-2"]
    count: int


ONE = Segments("GSM-7", 1)


def count(body: str) -> Segments:
    """The segments of `body`; an empty one counts as one, as an empty text is still a text."""
    if len(body) <= SINGLE and BASIC.issuperset(body):
        return ONE  # nearly every text of ours, without the work of splitting
    split = smsutil.split(body)
    return Segments("GSM-7" if split.encoding == "gsm0338" else "UCS-2", len(split.parts))
