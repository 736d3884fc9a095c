"""Comparing two answers: what differs in every two of them says nothing about a case."""

import re

from httpx2 import Response

# A packed page is lengthened by chance too (web/compressing).
BY_CHANCE = {"x-request-id", "content-security-policy", "date"}


def without_chance(page: str) -> str:
    """A page but for its nonce, and the time it prints for whoever puts it on paper."""
    return re.sub(r"\d\d:\d\d", "", re.sub(r'nonce="[^"]*"', "", page))


def told(answer: Response) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of an answer, without what chance put there."""
    chance = BY_CHANCE | ({"content-length"} if "content-encoding" in answer.headers else set())
    headers = {name: each for name, each in answer.headers.items() if name not in chance}
    return answer.status_code, headers, without_chance(answer.text)
