"""Routes of the employee’s room."""
