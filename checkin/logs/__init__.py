"""Logs without people in them: one JSON line per event, or readable lines in a terminal.

Our events have a constant name, and what varies stands in fields. No number, name or body gets
through (R83): personal fields are dropped, free text is told by its length, numbers are cut to
their last two digits, and an exception is told by its types and places, not by its words. What
libraries log is kept only as far as it is constant, and only from WARNING on.
"""

from checkin.logs.road import configure

__all__ = ["configure"]
