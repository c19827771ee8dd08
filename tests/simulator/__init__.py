"""Tests of the simulated carrier, over real HTTP."""
