"""The coordinators' page: who waits, one escalation, one member. Plain HTML, and no script."""
