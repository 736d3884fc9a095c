"""Routes of what was decided, said in letters, and appealed."""
