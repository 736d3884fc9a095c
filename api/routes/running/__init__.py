"""Routes of keeping Casework running."""
