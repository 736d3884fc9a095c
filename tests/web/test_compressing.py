"""Pages leave packed, and no longer tell by their length what they hold."""

import gzip

from tests.browser import Browser


def page(browser: Browser, accepts: str = "gzip, br") -> tuple[dict[str, str], bytes]:
    with browser.stream("GET", "/accessibility", headers={"accept-encoding": accepts}) as answer:
        return dict(answer.headers), b"".join(answer.iter_raw())


def test_a_page_is_the_same_packed_and_plain(browser: Browser) -> None:
    told, packed = page(browser)
    assert told["content-encoding"] == "gzip"
    assert "Accept-Encoding" in told["vary"]
    assert int(told["content-length"]) == len(packed)
    assert b"Accessibility statement" in gzip.decompress(packed)
    plainly, plain = page(browser, "identity")
    assert "content-encoding" not in plainly
    assert len(packed) < len(plain) * 0.7


def test_its_length_does_not_tell_what_it_holds(browser: Browser) -> None:
    assert len({len(page(browser)[1]) for _ in range(12)}) > 3


def test_the_head_of_a_page_and_a_short_answer_are_not_packed(browser: Browser) -> None:
    headers = {"accept-encoding": "gzip"}
    assert "content-encoding" not in browser.head("/accessibility", headers=headers).headers
    assert "content-encoding" not in browser.get("/health", headers=headers).headers
