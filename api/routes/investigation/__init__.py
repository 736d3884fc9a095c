"""Routes of finding out what happened."""
