"""What follows from the findings: one outcome for the case, its letter, and any warning."""
