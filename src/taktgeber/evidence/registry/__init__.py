"""What the house wrote down before it tested, and what came of it."""
