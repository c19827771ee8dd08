"""Handsets: their threads and calls, and how they behave."""

from flask import Blueprint, Response, jsonify

from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.faults import read_faults
from checkin.simulator.carrier.handset import Mode
from checkin.simulator.control.body import BadRequest, json_body, text_field
from checkin.simulator.control.number import checked
from checkin.simulator.control.views import calls_of, handset_view, texts_of


def add_handsets(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve `/simulator/handsets` and below, save what their owners do."""
    _add_views(blueprint, carrier)
    _add_settings(blueprint, carrier)


def _add_views(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.get("/handsets")
    def list_handsets() -> Response:
        with carrier.lock:
            return jsonify([handset_view(carrier, each) for each in carrier.handsets.values()])

    @blueprint.get("/handsets/<number>")
    def show_handset(number: str) -> Response:
        return jsonify(handset_view(carrier, carrier.handset(checked(number))))

    @blueprint.get("/handsets/<number>/texts")
    def list_texts(number: str) -> Response:
        return jsonify(texts_of(carrier, checked(number)))

    @blueprint.get("/handsets/<number>/calls")
    def list_calls(number: str) -> Response:
        return jsonify(calls_of(carrier, checked(number)))


def _add_settings(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.post("/handsets/<number>/mode")
    def set_mode(number: str) -> Response:
        body = json_body()
        try:
            mode = Mode(text_field(body, "mode"))
        except ValueError as error:
            raise BadRequest(f"mode is one of {', '.join(Mode)}") from error
        code = body.get("code")
        if code is not None and not isinstance(code, int):
            raise BadRequest("code must be an error code of Twilio's")
        with carrier.lock:
            handset = carrier.handset(checked(number))
            handset.mode = mode
            handset.code = handset.code if code is None else code
            return jsonify(handset_view(carrier, handset))

    @blueprint.post("/handsets/<number>/faults")
    def set_handset_faults(number: str) -> Response:
        body = json_body()
        with carrier.lock:
            handset = carrier.handset(checked(number))
            handset.faults = read_faults(body) if body else None
            return jsonify(handset_view(carrier, handset))
