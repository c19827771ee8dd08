"""The tables as they came to be, release by release. `words` helps those that widen a check."""
