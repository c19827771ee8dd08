"""The carrier's own state: what it holds, what is still to happen, and how it is made to fail."""
