"""Hearings and the packs for them."""
