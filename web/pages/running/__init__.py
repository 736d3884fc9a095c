"""How Casework itself runs, what it is connected to, and how to use it."""
