"""The desk of accounts: who is let in, and who read what."""
