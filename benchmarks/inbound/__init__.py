"""A member's answer arrives by text: the whole path, through the real web server."""

from benchmarks.inbound.bench import measure

__all__ = ["measure"]
