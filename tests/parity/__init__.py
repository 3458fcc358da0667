"""Every reduction of the house on DuckDB and over Spark Connect: the same figures, of the same types."""
