"""The hearing pack: compiled from the case, checked, and frozen when it is issued."""
