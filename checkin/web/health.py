"""For those who watch the service: alive, ready, and its numbers. Nothing personal."""

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST

from checkin.usecases import health
from checkin.usecases.ports import Services
from checkin.web import metrics as numbers


def blueprint(services: Services, *, demo: bool) -> Blueprint:
    """`/healthz`, `/readyz` and `/metrics`; in the demo also what is due next."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def alive() -> Response:
        return Response("ok\n", content_type="text/plain")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        found = health.look(services)
        answer = {"database": found.database, "queue": found.queue, "clock": found.clock}
        return jsonify(answer), 200 if found.ready else 503

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(numbers.page(services), content_type=CONTENT_TYPE_LATEST)

    if demo:

        @routes.get("/demo/next-due")
        def next_due() -> Response:
            moment = health.next_deadline(services)
            return jsonify({"at": moment.isoformat() if moment else None})

    return routes
