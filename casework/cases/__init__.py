"""The case: its stage, who has which part in it, its deadlines, and the one door to change it."""
