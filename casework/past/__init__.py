"""Old cases and warnings from another system: read whole, shown first, then kept as they were."""
