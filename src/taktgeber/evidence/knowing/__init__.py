"""What the house knows now: insights with their strength and best-before, how fast it learns, what was ever tested."""
