"""SCIM 2.0 users (RFC 7643, RFC 7644): the trust’s directory tells who joins, moves and leaves."""
