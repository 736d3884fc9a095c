"""Coming in and going out, one's own account, and the tasks of whoever has none."""
