"""An experiment while it runs: go on or stop, and what may be said by now."""
