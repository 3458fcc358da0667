"""The desk of the beginning: a firm entered as it is, then decided, loaded and planned."""
