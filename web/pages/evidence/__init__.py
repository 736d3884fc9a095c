"""Exhibits, their custody and their redacted copies."""
