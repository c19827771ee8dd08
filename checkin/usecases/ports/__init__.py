"""What the use cases need from outside, in their own words. `adapters` provides it."""

from checkin.usecases.ports.carrier import Carrier, Found, Handed, NoRecording, NotHanded
from checkin.usecases.ports.services import QueueAway, Services, WakeUp, Wording
from checkin.usecases.ports.unit_of_work import Conflict, Unavailable, UnitOfWork

__all__ = [
    "Carrier",
    "Conflict",
    "Found",
    "Handed",
    "NoRecording",
    "NotHanded",
    "QueueAway",
    "Services",
    "Unavailable",
    "UnitOfWork",
    "WakeUp",
    "Wording",
]
