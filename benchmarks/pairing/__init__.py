"""How good the matchings are, beside the best there can be, and what they cost."""

from benchmarks.pairing.bench import measure

__all__ = ["measure"]
