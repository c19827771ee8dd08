"""Circles: the rules alone."""
