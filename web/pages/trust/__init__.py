"""The trust as a whole: its people, academies, policies and settings."""
