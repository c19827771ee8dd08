"""How many weeks of a member are simulated in a second, with nothing and with all going wrong."""

from benchmarks.simulation.bench import measure

__all__ = ["measure"]
