"""What was seen, kept as it was found: captures, exhibits, and the chain of custody of each."""
