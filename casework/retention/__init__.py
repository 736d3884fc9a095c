"""How long a record must be kept, what holds it, and how it goes when its time is over."""
