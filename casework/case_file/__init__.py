"""The whole case, for one reader: every stage in one place, and what is needed next."""
