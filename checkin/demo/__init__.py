"""The whole service on one machine, with simulated phones: to be looked at, and to be played."""
