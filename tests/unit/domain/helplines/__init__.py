"""Where urgent help is, as data and as it is named."""
