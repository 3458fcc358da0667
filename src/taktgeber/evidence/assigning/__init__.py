"""Assigning: which units of an experiment get which arm, by salted hash, in Python and in every SQL engine."""
