"""Linkable units: pages made final once, which any pack copies as they are."""
