"""The simulator's own JSON interface: handsets, faults, failures, and the clock."""
