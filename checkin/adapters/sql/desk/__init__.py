"""Reads for the coordinators' page, one statement each."""

from checkin.adapters.sql.desk.desk import SqlDesk
from checkin.adapters.sql.desk.roster import SqlRoster

__all__ = ["SqlDesk", "SqlRoster"]
