"""The desk of weak signals."""
