"""Reads for the coordinators' page, one statement each."""

from checkin.adapters.sql.desk.desk import SqlDesk

__all__ = ["SqlDesk"]
