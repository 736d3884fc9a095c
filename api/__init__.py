"""JSON for other systems: the same commands and queries as the pages, stable under /api/v1."""
