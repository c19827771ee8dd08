"""How well danger is recognised in a short reply, and what that costs."""

from benchmarks.risk.bench import measure

__all__ = ["measure"]
