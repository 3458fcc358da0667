"""Long simulations with committed counts: `make verify` writes them, `make test` holds a slice against them."""
