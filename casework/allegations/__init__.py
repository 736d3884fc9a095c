"""What the employee is alleged to have done, clause by clause, and what was found."""
