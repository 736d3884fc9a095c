"""Routes of what shows what happened."""
