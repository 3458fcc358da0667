"""Whether an experiment may be believed, without a look at any effect."""
