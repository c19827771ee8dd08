"""Working escalations by phone: what a coordinator texts or presses, and what follows from it."""
