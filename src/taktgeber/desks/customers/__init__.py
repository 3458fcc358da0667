"""The desk of what customers say."""
