"""Reporting a breach, and deciding what becomes of a report."""
