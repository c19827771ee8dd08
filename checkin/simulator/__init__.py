"""A stand-in for the carrier: it speaks Twilio's HTTP and draws the handsets in a browser.

It imports nothing else of this package, and is not needed to run the service.
"""

from checkin.simulator.config import BadConfig, Config, HandsetConfig, Link, load_config
from checkin.simulator.simulator import Simulator, create_simulator

__all__ = [
    "BadConfig",
    "Config",
    "HandsetConfig",
    "Link",
    "Simulator",
    "create_simulator",
    "load_config",
]
