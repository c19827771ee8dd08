"""Handsets: their threads and calls, and what the people holding them do."""

import re

from flask import Blueprint, Response, jsonify

from checkin.simulator.call import dialing, keypad
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.faults import read_faults
from checkin.simulator.carrier.handset import Mode
from checkin.simulator.control.body import BadRequest, json_body, text_field
from checkin.simulator.control.views import call_view, calls_of, handset_view, text_view, texts_of
from checkin.simulator.message.inbound import receive

ACTS = {
    "answer": keypad.answer,
    "decline": keypad.decline,
    "let-ring": keypad.let_ring,
    "hang-up": keypad.hang_up,
    "keep-silent": keypad.keep_silent,
    "call": dialing.call_in,
}
NUMBER = re.compile(r"\+\d{3,15}")


def add_handsets(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve `/simulator/handsets` and below."""
    _add_views(blueprint, carrier)
    _add_acts(blueprint, carrier)
    _add_settings(blueprint, carrier)


def _add_views(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.get("/handsets")
    def list_handsets() -> Response:
        with carrier.lock:
            return jsonify([handset_view(carrier, each) for each in carrier.handsets.values()])

    @blueprint.get("/handsets/<number>")
    def show_handset(number: str) -> Response:
        return jsonify(handset_view(carrier, carrier.handset(_checked(number))))

    @blueprint.get("/handsets/<number>/texts")
    def list_texts(number: str) -> Response:
        return jsonify(texts_of(carrier, _checked(number)))

    @blueprint.get("/handsets/<number>/calls")
    def list_calls(number: str) -> Response:
        return jsonify(calls_of(carrier, _checked(number)))


def _add_acts(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.post("/handsets/<number>/text")
    def send_text(number: str) -> Response:
        body = text_field(json_body(), "body")
        return jsonify(text_view(receive(carrier, _checked(number), body)))

    @blueprint.post("/handsets/<number>/keys")
    def press_keys(number: str) -> Response:
        keys = text_field(json_body(), "keys")
        if not keys:
            raise BadRequest("keys must not be empty")
        for key in keys:
            call = keypad.press(carrier, _checked(number), key)
        return jsonify(call_view(call))

    @blueprint.post("/handsets/<number>/<any(" + ",".join(f'"{a}"' for a in ACTS) + "):act>")
    def act_on_call(number: str, act: str) -> Response:
        json_body()
        return jsonify(call_view(ACTS[act](carrier, _checked(number))))


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
            handset = carrier.handset(_checked(number))
            handset.mode = mode
            handset.code = handset.code if code is None else code
            return jsonify(handset_view(carrier, handset))

    @blueprint.post("/handsets/<number>/faults")
    def set_handset_faults(number: str) -> Response:
        body = json_body()
        with carrier.lock:
            handset = carrier.handset(_checked(number))
            handset.faults = read_faults(body) if body else None
            return jsonify(handset_view(carrier, handset))


def _checked(number: str) -> str:
    if not NUMBER.fullmatch(number):
        raise BadRequest("a handset's number is + and 3 to 15 digits")
    return number
