"""What prints and links the parts of packs: processes without network, files, or other programs."""
