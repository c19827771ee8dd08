"""HTTP in, HTTP out: the carrier's webhooks, the coordinators' page, health. No rules, no SQL."""
