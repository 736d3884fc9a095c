"""What costs a deployment much on purpose, made cheap for tests, which keep nobody's secrets."""

from argon2 import PasswordHasher

from casework.people import passwords

AS_DEPLOYED = passwords.HASHER


def cheapen_passwords() -> None:
    """Keep passwords by the same function, with next to none of its work."""
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
