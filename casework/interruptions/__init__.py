"""What interrupts a case or takes it up again: a resignation, a pause, reopening."""
