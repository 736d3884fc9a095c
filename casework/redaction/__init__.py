"""Redaction: boxes with reasons, copies from which what they hide is gone, and their release."""
