"""How sure one may be, computed from how the evidence was made; and which question was asked."""
