"""Counts for the report, each over all rows at once."""

from checkin.adapters.sql.report.reporting import SqlReporting

__all__ = ["SqlReporting"]
