"""Who is told of an escalation, in which order, how often, and when."""
