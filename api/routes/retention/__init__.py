"""Routes of how long a record is kept, and of whoever it is about."""
