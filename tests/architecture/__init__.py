"""What holds for the code as a whole, whoever writes the next line of it."""
