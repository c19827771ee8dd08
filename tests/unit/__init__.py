"""Rules and parts alone: no database, no network, no clock."""
