"""TwiML: reading it, and what its verbs mean."""
