"""An experiment before it starts: how many units, how long, which looks."""
