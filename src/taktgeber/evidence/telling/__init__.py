"""What the room says of its experiments, to the brief and to its desk: headline, tables, pictures, what to watch."""
