"""Findings, what follows from them, letters, warnings and appeals."""
