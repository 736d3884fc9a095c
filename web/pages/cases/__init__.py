"""A case and one's work on cases."""
