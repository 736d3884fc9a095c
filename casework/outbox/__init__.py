"""What leaves as e-mail: written down with the act that asks for it, one recipient each, sent once."""
