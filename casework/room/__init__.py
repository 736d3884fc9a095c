"""The employee's room: their way in without the trust's e-mail, and what they send from it."""
