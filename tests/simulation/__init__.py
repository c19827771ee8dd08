"""The simulation: many seeds hold, deliberate defects are caught, each invariant can fail."""
