"""Routes about one case and about lists of cases."""
