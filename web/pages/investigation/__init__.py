"""From an allegation to the report on it; suspension; registers."""
