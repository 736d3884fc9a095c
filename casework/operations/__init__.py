"""How this deployment runs, for whoever looks after it: nothing of any case, and nobody's name."""
