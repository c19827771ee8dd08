"""Text messages: how they are counted, sent, received and reported."""
