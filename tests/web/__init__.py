"""What a stranger, a carrier and a coordinator can send, through the real routes."""
