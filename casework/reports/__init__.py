"""What somebody told us: the report that opens a case, safeguarding first, and its triage."""
