"""Telling other systems of the trust that something happened, and nothing of what it was."""
