"""Everything under `/simulator/`."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify

from checkin.simulator.call.call import NotPossible
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.faults import BadFault, read_faults
from checkin.simulator.control.acts import add_acts
from checkin.simulator.control.body import BadRequest, json_body, text_field
from checkin.simulator.control.handsets import add_handsets
from checkin.simulator.control.page_state import page_state
from checkin.simulator.control.views import recording_view
from checkin.simulator.demo_clock import NothingDue

Jump = Callable[[str], datetime]


def control_routes(carrier: Carrier, settle: Callable[[], int], jump: Jump | None) -> Blueprint:
    """The blueprint of the control interface; without `jump` the clock cannot be moved."""
    blueprint = Blueprint("control", __name__, url_prefix="/simulator")
    _refuse_plainly(blueprint)
    add_handsets(blueprint, carrier)
    add_acts(blueprint, carrier)
    _add_faults(blueprint, carrier)
    _add_clock(blueprint, carrier, jump)

    @blueprint.get("/state")
    def show_state() -> Response:
        return jsonify(page_state(carrier, jump is not None))

    @blueprint.get("/recordings")
    def list_recordings() -> Response:
        with carrier.lock:
            return jsonify([recording_view(each) for each in carrier.recordings.values()])

    @blueprint.post("/settle")
    def run_events() -> Response:
        json_body()
        return jsonify(ran=settle())

    return blueprint


def _add_faults(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.get("/faults")
    def show_faults() -> Response:
        with carrier.lock:
            return jsonify(carrier.faults.as_json())

    @blueprint.post("/faults")
    def set_faults() -> Response:
        faults = read_faults(json_body())
        with carrier.lock:
            carrier.faults = faults
            return jsonify(faults.as_json())

    @blueprint.get("/failures")
    def list_failures() -> Response:
        with carrier.lock:
            return jsonify([failure.as_json() for failure in carrier.failures])


def _add_clock(blueprint: Blueprint, carrier: Carrier, jump: Jump | None) -> None:
    @blueprint.get("/clock")
    def show_clock() -> Response:
        return jsonify(now=carrier.now().isoformat(), jumps=jump is not None)

    @blueprint.post("/clock")
    def move_clock() -> tuple[Response, int] | Response:
        to = text_field(json_body(), "to")
        if jump is None:
            return jsonify(error="the clock cannot be moved here"), 404
        try:
            return jsonify(now=jump(to).isoformat(), jumps=True)
        except ValueError as error:
            raise BadRequest(str(error)) from error
        except NothingDue as error:
            raise NotPossible(str(error)) from error


def _refuse_plainly(blueprint: Blueprint) -> None:
    @blueprint.errorhandler(ValueError)
    @blueprint.errorhandler(BadRequest)
    @blueprint.errorhandler(BadFault)
    def refuse(error: Exception) -> tuple[Response, int]:
        return jsonify(error=str(error)), 400

    @blueprint.errorhandler(NotPossible)
    def explain(error: NotPossible) -> tuple[Response, int]:
        return jsonify(error=str(error)), 409
