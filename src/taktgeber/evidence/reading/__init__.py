"""One experiment read from a file of its units."""
