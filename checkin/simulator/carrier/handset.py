"""A phone on the simulated network."""

from dataclasses import dataclass
from enum import StrEnum

from checkin.simulator.carrier.faults import Faults

UNKNOWN_HANDSET = 30005


class Mode(StrEnum):
    """How a handset meets texts and calls."""

    NORMAL = "normal"
    VOICEMAIL = "voicemail"  # calls are taken by a machine
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    UNDELIVERABLE = "undeliverable"  # texts end undelivered with the handset's code, calls fail
    STOPPED = "stopped"  # opted out at the carrier: creating a text is refused, error 21610


@dataclass
class Handset:
    """Its E.164 number, whose it is, their role, and how it behaves.

    `code` is the error code of texts while the mode is undeliverable. `faults` None leaves it
    to the faults set for all.
    """

    number: str
    owner: str
    role: str
    mode: Mode = Mode.NORMAL
    code: int = UNKNOWN_HANDSET
    faults: Faults | None = None
