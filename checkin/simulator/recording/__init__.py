"""Recordings of what people said in calls."""
