"""Paper: what is printed, and the pages that are joined into a hearing pack."""
