"""Many results of one test: what they say of a market that has not tried it."""
