"""Time away from work while facts are found: what else would do, the letter, each review."""
