"""Who may speak to the server."""

import http.client
import socket
from urllib.parse import urlsplit

import pytest
from served import Served

from dltutor.errors import UsageError
from dltutor.tui.serving.guard import is_loopback, refusal

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost:9000", "http://localhost:9000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("LOCALHOST:8000", "http://localhost:8000"),
        ("192.168.1.7:8000", "http://192.168.1.7:8000"),
        ("desk:8000", "http://desk:8000"),
        ("127.0.0.1:8000", "https://study.example"),
    ],
)
def test_the_page_itself_may_connect(host: str, origin: str) -> None:
    assert refusal(host, origin, {"desk"}, "https://study.example", needs_origin=True) == ""


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8000", "http://evil.example"),
        ("localhost:8000", "http://localhost:3000"),
        ("localhost:8000", "http://localhost"),
        ("localhost:8000", "null"),
        ("localhost:8000", ""),
        ("localhost:8000", "file://localhost:8000"),
        ("localhost:8000", None),
        ("evil.example:8000", "http://evil.example:8000"),
        ("localhost.evil.example:8000", "http://localhost.evil.example:8000"),
        ("127.0.0.1.evil.example", "http://127.0.0.1.evil.example"),
        ("", "http://localhost:8000"),
        ("[::1", "http://[::1"),
    ],
)
def test_another_page_or_a_borrowed_name_may_not(host: str, origin: str | None) -> None:
    assert refusal(host, origin, set(), needs_origin=True)


def test_the_page_can_be_fetched_without_an_origin_and_never_under_a_borrowed_name() -> None:
    assert refusal("localhost:8000", None, set(), needs_origin=False) == ""
    assert refusal("evil.example", None, set(), needs_origin=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"])
def test_the_loopback_counts_as_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk", ""])  # noqa: S104  to be refused
def test_nothing_else_counts_as_this_machine_alone(host: str) -> None:
    assert not is_loopback(host)


def test_a_port_that_is_in_use_is_named() -> None:
    from dltutor.tui.serving.server import listen

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1, port {port}") as refused:
            listen("127.0.0.1", port)
    assert f"--port {port + 1}" in refused.value.hint


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "evil.example"}, 403),
        ("/static/js/textual.js", {"Host": "evil.example"}, 403),
        ("/ws", {**UPGRADE, "Origin": "http://evil.example"}, 403),
        ("/ws", UPGRADE, 403),
    ],
)
def test_the_server_refuses_foreign_requests_and_starts_nothing_for_them(
    served: Served, path: str, headers: dict[str, str], status: int
) -> None:
    parts = urlsplit(served.address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 0)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()

    assert answer.status == status
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert served.apps() == []
