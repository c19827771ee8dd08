"""A worker hands what waits in the outbox to a carrier that takes no time."""

from benchmarks.sending.bench import measure

__all__ = ["measure"]
