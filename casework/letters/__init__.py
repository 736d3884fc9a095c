"""Letters to whoever is beside the procedure, and how each letter reaches the one it is for."""
