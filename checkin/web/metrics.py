"""The service's numbers as Prometheus reads them. The database is the truth: nothing is counted
in memory, so every web process says the same, and a restart loses nothing. Nothing personal.
"""

import math
from collections.abc import Collection, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from checkin.domain.carrier import CALL_RANKS, TEXT_RANKS
from checkin.domain.outgoing import Kind
from checkin.usecases import health
from checkin.usecases.ports import Services
from checkin.usecases.ports.load import Lately, Load

OURS = ("handing", "lost", "replied")  # no word yet; it never had it; a reply, no word yet
OTHER = "other"
MEDIA: Mapping[str, Collection[str]] = {
    "text": (*TEXT_RANKS, *OURS),
    "call": (*CALL_RANKS, *OURS),
}


def page(services: Services) -> bytes:
    """All of it, made afresh."""
    registry = CollectorRegistry()
    now, load = services.now(), health.load(services)
    _outbox(registry, load, now)
    _escalations(registry, load, now)
    _lately(registry, load, now)
    passed = Gauge(
        "checkin_clock_last_pass_seconds",
        "Since the clock last came through; +Inf if it never has",
        registry=registry,
    )
    passed.set(_age(load.clock_passed, now) if load.clock_passed else math.inf)
    text = "1 while a restored backup holds back what is sent, else 0"
    Gauge("checkin_sending_held", text, registry=registry).set(load.restored_to is not None)
    used = health.budget_used(services)
    if used is not None:
        text = "This month's cost as a part of the budget: 1 is all of it"
        Gauge("checkin_budget_used_ratio", text, registry=registry).set(used)
    return generate_latest(registry)


def _outbox(registry: CollectorRegistry, load: Load, now: datetime) -> None:
    waiting = Gauge(
        "checkin_outbox_waiting",
        "Texts and calls decided and not yet sent, those held for a morning included",
        ["kind"],
        registry=registry,
    )
    oldest = Gauge(
        "checkin_outbox_oldest_seconds",
        "For how long the oldest of them could have left; 0 if all wait for later",
        ["kind"],
        registry=registry,
    )
    for kind in Kind:
        heap = load.outbox.get(kind.value)
        waiting.labels(kind.value).set(heap.count if heap else 0)
        oldest.labels(kind.value).set(_age(heap.since if heap else None, now))
    text = "Attempts whose outcome is not known"
    Gauge("checkin_outbox_unsettled", text, registry=registry).set(load.unsettled.count)
    text = "Since the oldest of those was made"
    since = Gauge("checkin_outbox_unsettled_oldest_seconds", text, registry=registry)
    since.set(_age(load.unsettled.since, now))


def _escalations(registry: CollectorRegistry, load: Load, now: datetime) -> None:
    labels = ["level", "state"]
    text = "Unresolved escalations"
    count = Gauge("checkin_escalations", text, labels, registry=registry)
    text = "Since the oldest of them was opened"
    oldest = Gauge("checkin_escalation_oldest_seconds", text, labels, registry=registry)
    for key, number in load.escalations.items():
        count.labels(*key).set(number)
        oldest.labels(*key).set(_age(load.oldest[key], now))


def _lately(registry: CollectorRegistry, load: Load, now: datetime) -> None:
    sent = Gauge(
        "checkin_sent_recently",
        "Texts and calls sent in the last 15 minutes, by the carrier's last word",
        ["medium", "outcome"],
        registry=registry,
    )
    rate = Gauge(
        "checkin_received_per_minute",
        "Texts and calls that came in, over the last 15 minutes",
        ["medium"],
        registry=registry,
    )
    for medium, lately in (("text", load.texts), ("call", load.calls)):
        rate.labels(medium).set(_per_minute(lately, now))
        for status, count in lately.sent.items():
            outcome = status if status in MEDIA[medium] else OTHER
            sent.labels(medium, outcome).inc(count)


def _per_minute(lately: Lately, now: datetime) -> float:
    minutes = max((now - lately.since).total_seconds(), 1.0) / 60
    return lately.received / minutes


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0
