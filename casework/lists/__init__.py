"""Long lists: what they are narrowed to, their order, pages by key, views that are kept."""
