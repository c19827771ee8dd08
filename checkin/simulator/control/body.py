"""Reading the JSON that the control interface is sent."""

from typing import Any

from flask import request


class BadRequest(ValueError):
    """A body that is not the JSON object asked for."""


def json_body() -> dict[str, Any]:
    """The JSON object of the request.

    Only `application/json` is taken, which no foreign page can send without being let. Raises
    `BadRequest`.
    """
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadRequest("the body must be a JSON object, sent as application/json")
    return body


def text_field(body: dict[str, Any], name: str) -> str:
    """A string of the object. Raises `BadRequest` when it is missing or something else."""
    value = body.get(name)
    if not isinstance(value, str):
        raise BadRequest(f"{name} must be a string")
    return value


def number_field(body: dict[str, Any], name: str, most: float) -> float | None:
    """A number of the object, above 0 and up to `most`; None when it is missing.

    Raises `BadRequest` when it is something else.
    """
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise BadRequest(f"{name} must be a number above 0 and up to {most:g}")
    return float(value)
