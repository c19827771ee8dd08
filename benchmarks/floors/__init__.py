"""What ours is measured against: the same outcome with nothing around it, or the usual way."""
