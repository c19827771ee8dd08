"""What people say, in six languages: the lists themselves, and how they are read."""
