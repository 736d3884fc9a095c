"""Routes of what was reported."""
