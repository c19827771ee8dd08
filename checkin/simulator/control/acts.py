"""What the people holding the handsets do."""

from collections.abc import Iterable

from flask import Blueprint, Response, jsonify

from checkin.simulator.call import dialing, keypad
from checkin.simulator.call.speech import CONFIDENCE, speak
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.withheld import WITHHELD
from checkin.simulator.control.body import BadRequest, json_body, number_field, text_field
from checkin.simulator.control.number import checked
from checkin.simulator.control.views import call_view, text_view
from checkin.simulator.message.inbound import receive

ACTS = {
    "answer": keypad.answer,
    "decline": keypad.decline,
    "let-ring": keypad.let_ring,
    "hang-up": keypad.hang_up,
    "keep-silent": keypad.keep_silent,
}
CALLS = {"call": dialing.call_in, "ring-and-hang-up": keypad.ring_and_hang_up}
LONGEST_SPEECH = 86400.0


def add_acts(blueprint: Blueprint, carrier: Carrier) -> None:
    """Serve what is posted below `/simulator/handsets/{number}` in the name of its owner."""
    _add_text(blueprint, carrier)
    _add_calls(blueprint, carrier)
    _add_talk(blueprint, carrier)


def _add_text(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.post("/handsets/<number>/text")
    def send_text(number: str) -> Response:
        body = text_field(json_body(), "body")
        return jsonify(text_view(carrier, receive(carrier, checked(number), body)))


def _add_calls(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.post(f"/handsets/<number>/<any({_choice(CALLS)}):act>")
    def place_call(number: str, act: str) -> Response:
        shows = json_body().get("shows")
        if shows is not None and shows not in WITHHELD:
            raise BadRequest(f"shows is one of {', '.join(sorted(WITHHELD))}")
        return jsonify(call_view(carrier, CALLS[act](carrier, checked(number), shows)))

    @blueprint.post(f"/handsets/<number>/<any({_choice(ACTS)}):act>")
    def act_on_call(number: str, act: str) -> Response:
        json_body()
        return jsonify(call_view(carrier, ACTS[act](carrier, checked(number))))


def _add_talk(blueprint: Blueprint, carrier: Carrier) -> None:
    @blueprint.post("/handsets/<number>/keys")
    def press_keys(number: str) -> Response:
        keys = text_field(json_body(), "keys")
        if not keys:
            raise BadRequest("keys must not be empty")
        for key in keys:
            call = keypad.press(carrier, checked(number), key)
        return jsonify(call_view(carrier, call))

    @blueprint.post("/handsets/<number>/speak")
    def speak_words(number: str) -> Response:
        body = json_body()
        words = text_field(body, "words")
        seconds = number_field(body, "seconds", LONGEST_SPEECH)
        sure = number_field(body, "confidence", 1) or CONFIDENCE
        return jsonify(call_view(carrier, speak(carrier, checked(number), words, seconds, sure)))


def _choice(names: Iterable[str]) -> str:
    return ",".join(f'"{name}"' for name in names)
