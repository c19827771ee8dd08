"""The simulated carrier put together: its state, its HTTP, and what drives it."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from flask import Flask, Response, jsonify, request

from checkin.simulator.api.errors import error_answer
from checkin.simulator.api.routes import api_routes, service_routes
from checkin.simulator.call.verbs import perform
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.events import EventQueue
from checkin.simulator.carrier.pump import Pump
from checkin.simulator.carrier.version import API_VERSION
from checkin.simulator.config import Config
from checkin.simulator.control.routes import control_routes
from checkin.simulator.page.routes import page_routes
from checkin.simulator.server import Server
from checkin.simulator.time import machine_now, wall_seconds

LANES = 8


class Simulator:
    """A carrier for one account, with `app` to serve it.

    As a context manager it listens at `url`. With `auto` events run by themselves as they fall
    due by the machine's clock; without, only `settle` and `step` run them, in one fixed order,
    and nobody's patience ends unless a handset says so.
    """

    def __init__(
        self,
        config: Config,
        now: Callable[[], datetime],
        jump: Callable[[str], datetime] | None = None,
        auto: bool = False,
    ) -> None:
        clock = wall_seconds if auto else None
        events = EventQueue(clock, LANES if auto else 1)
        timers = EventQueue(clock) if auto else None
        self.carrier = Carrier(config, now, perform, events, timers)
        self.app = _application(self.carrier, self.settle, jump)
        self._pump = Pump(events, timers) if timers is not None else None
        self._server: Server | None = None

    def settle(self) -> int:
        """Run every pending event and all it causes, whenever due; return how many ran."""
        return self.carrier.events.settle()

    def step(self) -> bool:
        """Run only the pending event that is due first; False when there is none."""
        return self.carrier.events.step()

    @property
    def url(self) -> str:
        """Where it listens, while it does. Raises `RuntimeError` while it does not."""
        if self._server is None:
            raise RuntimeError("the simulator is not serving")
        return self._server.url

    def start(self) -> None:
        """Bind the configured host and port, answer, and let events run. Raises `OSError`."""
        config = self.carrier.config
        self._server = Server(self.app, config.host, config.port)
        self.carrier.address = self._server.url
        self._server.start()
        if self._pump is not None:
            self._pump.start()

    def close(self) -> None:
        """Stop events and answers, and let go of answers held back."""
        self.carrier.closed.set()
        if self._pump is not None:
            self._pump.stop()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> "Simulator":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_simulator(
    config: Config,
    now: Callable[[], datetime] = machine_now,
    jump: Callable[[str], datetime] | None = None,
    auto: bool = False,
) -> Simulator:
    """A `Simulator` that has not started; `now` gives aware datetimes in UTC, `jump` moves it."""
    return Simulator(config, now, jump, auto)


def _application(
    carrier: Carrier, settle: Callable[[], int], jump: Callable[[str], datetime] | None
) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(api_routes(carrier))
    app.register_blueprint(service_routes(carrier))
    app.register_blueprint(control_routes(carrier, settle, jump))
    app.register_blueprint(page_routes(carrier.config))

    @app.errorhandler(404)
    def missing(error: Exception) -> Response | tuple[Response, int]:
        if request.path.startswith(f"/{API_VERSION}"):
            return error_answer(20404)
        return jsonify(error="not found"), 404

    return app
