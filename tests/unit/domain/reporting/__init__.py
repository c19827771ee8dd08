"""What is counted, worked out by hand."""
