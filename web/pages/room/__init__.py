"""The employee's own room."""
