"""What is kept, what is deleted, and people's rights over what is kept."""
