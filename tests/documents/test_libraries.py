"""A missing system library is known before a letter needs it."""

from casework.documents.libraries import missing_libraries


def test_nothing_is_missing_where_these_tests_print() -> None:
    assert missing_libraries() == []


def test_a_missing_library_is_named() -> None:
    assert missing_libraries(["libc.so.6", "libnobody-has.so.0"]) == ["libnobody-has.so.0"]
