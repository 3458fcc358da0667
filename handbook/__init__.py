"""The handbook: docs/ and what the code says of itself, as a site that needs no server. `make docs`."""
