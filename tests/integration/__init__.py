"""The parts on real servers: databases, queue, processes, and the carrier's stand-in."""
