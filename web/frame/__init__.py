"""What stands around every page: the request, its answer, and how words and files leave."""
