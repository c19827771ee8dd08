"""Circles in SQL: what members say of their seats and to a question, and the clock's rounds."""

from checkin.adapters.sql.circles.store import SqlCircles

__all__ = ["SqlCircles"]
