"""What leaves as e-mail: written with the act that asks for it, one recipient each, sent once."""
