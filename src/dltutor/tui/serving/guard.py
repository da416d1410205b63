"""Who may speak to the server: its own page, and nobody else's.

Any page that a person visits may open a connection to their own machine, and a name that its owner points at 127.0.0.1
makes such a page look like a neighbour. Browsers say where a request comes from (``Origin``) and whom it is meant for
(``Host``), and a page can forge neither.
"""

import ipaddress
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"localhost", "ip6-localhost"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in LOOPBACK_NAMES


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def refusal(host: str, origin: str | None, names: AbstractSet[str], public: str = "", *, needs_origin: bool) -> str:
    """Why a request is refused; empty where it is not.

    Args:
        host: Its ``Host`` header, with or without a port.
        origin: Its ``Origin`` header, if there is one.
        names: Names of this machine, in lower case. A number is always right: it can't be pointed elsewhere.
        public: The address that a proxy gives the page, in lower case; empty without one.
        needs_origin: Whether it must come from a page: a websocket gives away everything.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        came_from = urlsplit(origin or "")
    except ValueError:
        return "The request's headers can't be read."
    if not _is_address(name) and name not in names | LOOPBACK_NAMES:
        return f"This is not {name or 'a nameless server'}; open the address that dltutor serve printed."
    if origin is None:
        return "Only the page itself may connect." if needs_origin else ""
    own = came_from.scheme in {"http", "https"} and came_from.netloc.lower() == host.lower()
    by_proxy = bool(public) and origin.lower() == public
    return "" if own or by_proxy else "Another page may not connect."
