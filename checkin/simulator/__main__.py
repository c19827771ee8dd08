"""`python -m checkin.simulator CONFIG.json`: serve until interrupted or terminated."""

import logging
import signal
import sys
import threading
from pathlib import Path

from checkin.simulator.config import BadConfig, load_config
from checkin.simulator.demo_clock import DemoClock
from checkin.simulator.simulator import create_simulator
from checkin.simulator.time import machine_now

log = logging.getLogger("checkin.simulator")


def main(arguments: list[str]) -> int:
    """Serve as the file named in `arguments` says; the exit status, 2 for a bad call or file."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    if len(arguments) != 1:
        log.error("usage: python -m checkin.simulator CONFIG.json")
        return 2
    try:
        config = load_config(Path(arguments[0]))
    except (OSError, BadConfig) as error:
        log.error("%s", error)
        return 2
    now, jump = machine_now, None
    if config.clock_file is not None:
        clock = DemoClock(Path(config.clock_file), config.time_zone, config.next_due_url)
        now, jump = clock.now, clock.jump
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with create_simulator(config, now, jump, auto=True) as simulator:
        log.info("simulated carrier at %s", simulator.url)
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
