"""What counts as the address of a feed."""

from urllib.parse import urlsplit


def is_web_address(address: str) -> bool:
    """Whether the address is one of http or https with a host."""
    try:
        parts = urlsplit(address)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    # A space or a line end would end the address early, on its way to the server.
    plain = address.isascii() and address.isprintable() and " " not in address
    return plain and port_is_a_number and parts.scheme in ("http", "https") and bool(parts.hostname)
