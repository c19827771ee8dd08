"""Bringing two people together who have been through the same, and letting them part again."""
