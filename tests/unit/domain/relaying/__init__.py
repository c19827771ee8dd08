"""Words and calls between two members: what passes, and what never does."""
