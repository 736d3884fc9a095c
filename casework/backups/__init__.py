"""Copies of everything: the database, the keys, and the store, made so that they fit together."""
