"""Capturing a public web page: an optional extra, off by default, that cannot reach inward."""
