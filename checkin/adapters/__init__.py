"""The only code that knows SQL, Redis and the carrier's client. No rules."""
