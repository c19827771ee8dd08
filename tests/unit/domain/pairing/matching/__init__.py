"""Whom to bring together: filters, points, crowds and rounds."""
