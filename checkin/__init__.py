"""The check-in service. What each part may know, from the inside out.

domain      the rules: `(snapshot, event, now) -> Decision`. Standard library only.
usecases    one file per flow: begin, load, ask the domain, apply, commit, wake.
adapters    SQL, Redis and RQ, the carrier's client, the clock. No rules.
web         Flask: the carrier's webhooks, the coordinators' page, health.
wording     every sentence said to a human, as catalog files.
simulator   a stand-in for the carrier, with handsets in the browser. Knows nothing of the rest.
bootstrap   the one place that picks concrete classes.
settings    the only reader of the environment.
cli         the `checkin` command.
"""
