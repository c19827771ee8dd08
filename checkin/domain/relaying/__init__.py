"""Words and calls from one member of a pairing to another: what passes, and what never does."""
