"""Routes of hearings and of the packs read at them."""
