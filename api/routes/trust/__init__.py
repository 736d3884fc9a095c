"""Routes of the trust itself: its people, places, policies and numbers."""
