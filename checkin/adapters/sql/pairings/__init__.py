"""Pairings in SQL: the bonds and their sides, and the nudges between them."""

from checkin.adapters.sql.pairings.store import SqlPairings

__all__ = ["SqlPairings"]
