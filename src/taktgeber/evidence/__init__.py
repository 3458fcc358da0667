"""Evidence: what experiments say, read from a file of their units."""
