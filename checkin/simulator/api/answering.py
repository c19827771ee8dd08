"""How requests are answered, and how the answers to creates are made to fail."""

import socket
from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Response, request

from checkin.simulator.api.errors import Refused, error_answer
from checkin.simulator.carrier.carrier import Carrier

Resource = TypeVar("Resource")


def found(resources: Mapping[str, Resource], sid: str) -> Resource:
    """The resource with this SID. Raises `Refused` 20404."""
    if sid not in resources:
        raise Refused(20404)
    return resources[sid]


def answer_create(carrier: Carrier, number: str, create: Callable[[], Response]) -> Response:
    """Create for the handset `number` and answer 201, unless its faults say otherwise."""
    with carrier.lock:
        fault = carrier.faults_for(number).take_create() if number else None
        hold = carrier.faults_for(number).hold_seconds if number else 0
        if fault == "429":
            return error_answer(20429)
        answer = create()
    answer.status_code = 201
    if fault == "time-out":
        carrier.closed.wait(hold)
    elif fault == "drop":
        _drop_connection()
    elif fault == "500-after":
        return error_answer(20500)
    return answer


def _drop_connection() -> None:
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
