"""The handsets in a browser."""
