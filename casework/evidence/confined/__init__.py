"""What meets a hostile file: a process of its own, without network, files, or other programs."""
