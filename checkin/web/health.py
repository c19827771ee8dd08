"""For those who watch the service: alive, ready, and its numbers. Nothing personal."""

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from checkin.usecases import health
from checkin.usecases.ports import Services


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
        return Response(_gauges(services), content_type=CONTENT_TYPE_LATEST)

    if demo:

        @routes.get("/demo/next-due")
        def next_due() -> Response:
            moment = health.next_deadline(services)
            return jsonify({"at": moment.isoformat() if moment else None})

    return routes


def _gauges(services: Services) -> bytes:
    """What is waiting, as Prometheus reads it; made afresh, for the database is the truth."""
    registry = CollectorRegistry()
    load = health.load(services)
    age = (services.now() - load.oldest).total_seconds() if load.oldest else 0.0
    for name, help_text, value in (
        ("checkin_outbox_waiting", "Texts and calls decided and not yet sent", load.waiting),
        ("checkin_outbox_oldest_seconds", "Age of the oldest of them", max(age, 0.0)),
        ("checkin_outbox_unsettled", "Attempts whose outcome is not known", load.unsettled),
    ):
        Gauge(name, help_text, registry=registry).set(value)
    escalations = Gauge(
        "checkin_escalations", "Unresolved escalations", ["level", "state"], registry=registry
    )
    for (level, state), count in load.escalations.items():
        escalations.labels(level, state).set(count)
    return generate_latest(registry)
