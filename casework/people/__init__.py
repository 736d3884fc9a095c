"""The people of the trust: staff, trustees, who manages whom, and who may sign in."""
