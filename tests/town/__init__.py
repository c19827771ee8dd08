"""A town for stories: the real web, rules, database and carrier's client, and phones in hands."""
