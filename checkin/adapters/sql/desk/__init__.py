"""Reads for the coordinators' page."""

from checkin.adapters.sql.desk.agreed import SqlConsents
from checkin.adapters.sql.desk.desk import SqlDesk
from checkin.adapters.sql.desk.roster import SqlRoster

__all__ = ["SqlConsents", "SqlDesk", "SqlRoster"]
