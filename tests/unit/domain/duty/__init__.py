"""Escalations worked by phone, as tables."""
