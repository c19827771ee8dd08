"""Years of a programme in minutes: the real service, simulated people, and everything that breaks.

Rules, use cases and database code are those that run in earnest, on SQLite in memory and with a
virtual clock. Around them are people with habits, a carrier and a network, and faults drawn from
a seed: the same seed is the same history, to the last text. Nothing here speaks HTTP; the
stand-in for the carrier that does, with phones in the browser, is `checkin.simulator`.

agenda, chance      virtual time, and streams of chance that do not depend on each other
faults, killing     what goes wrong, and processes that die between two effects
installation        the real service; service: its processes, and what starts them
carrier, network    what the service asks of the carrier, and what comes back
people/             members and coordinators with habits, and the phones in their hands
evidence            what lies in the database, read beside the service
invariants/         what must always hold, each a function of facts; watch: when each is asked
programme           one run; shrinking: the smallest run that still breaks
counting, report    what an organisation wants to know before it starts
"""
