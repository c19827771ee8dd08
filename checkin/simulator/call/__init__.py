"""Voice calls: how they are placed, answered, spoken, keyed and ended."""
