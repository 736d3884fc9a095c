"""What the cases of a year say together: volumes, ages, clauses, outcomes. Nobody is in it."""
