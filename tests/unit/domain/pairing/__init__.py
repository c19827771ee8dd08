"""Bringing two people together."""
