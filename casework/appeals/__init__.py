"""After the outcome: the time in which the employee may appeal, and closing the case."""
