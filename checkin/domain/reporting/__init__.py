"""What an organisation sees of its programme: counts, rates and times, and nobody by name."""
