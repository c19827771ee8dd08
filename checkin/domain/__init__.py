"""The rules, pure: what happened and what is known go in, a decision comes out.

Nothing here reads a clock, a database, the network or the environment; `now` is always an
argument, in UTC. The words, one per thing:

line          one phone number as the network knows it; may serve several members
member        a person enrolled: name, language, time zone, window, channel, cadence
consent       an append-only event: purpose, action, medium, evidence
check-in      one asking: due, asked, reminded, called, then answered, missed, unreachable or
              cancelled
conversation  what is open between a line and us, and what an answer means
escalation    something a person must act on: open, taken, resolved
outbox        messages and calls decided but not yet handed to the carrier
"""
