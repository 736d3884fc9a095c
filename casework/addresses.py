"""Which addresses anybody in the world may reach: no other is asked on somebody’s word. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

ALLOCATED = IPv6Network("2000::/3")
# Within it: addresses that carry another address, or that no public host has.
NOT_PLAIN = tuple(
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


def is_public(address: str) -> bool:
    """Whether an address is one that anybody in the world may reach (RFC 6890 and its registry)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return False  # a way to write an address so that a list does not know it
    return _is_public4(found) if isinstance(found, IPv4Address) else _is_public6(found)


def _is_public4(found: IPv4Address) -> bool:
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _is_public6(found: IPv6Address) -> bool:
    if found not in ALLOCATED or any(found in each for each in NOT_PLAIN):
        return False
    return found.is_global and not found.is_multicast
