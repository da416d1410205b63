"""The web server: one page, one websocket for each tab, and no door for anybody else's page."""

import asyncio
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server, to_int

from dltutor.errors import UsageError
from dltutor.tui.serving.guard import refusal
from dltutor.tui.serving.process import TabProcess

PAGE = Path(__file__).parent / "page"
APP = (sys.executable, "-P", "-m", "dltutor.tui.serving.tab")
LEAVE = 10.0
"""Seconds that all tabs get to end with the server."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
"""Nothing is fetched from elsewhere, and nobody's page may hold ours in a frame."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes one that is free.

    Raises:
        UsageError: The port is in use or not allowed, or the host isn't one of this machine.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = f"Choose another port: dltutor serve --port {port + 1}" if port else "Choose another host."
        raise UsageError(f"Nothing can be served at {host}, port {port}: {reason}.", hint=hint) from None


class TutorServer(Server):
    """Serves the app to its own page.

    Args:
        settings: Added to the environment of every tab's app.
        names: Names under which this machine may be called, beside those of the loopback.
        public: The address that a proxy gives the page; empty without one.
    """

    def __init__(self, settings: Mapping[str, str], names: frozenset[str] = frozenset(), public: str = "") -> None:
        super().__init__("dltutor", title="dltutor", templates_path=PAGE)
        self._settings, self._names, self._public = settings, names, public
        self._sockets: set[web.WebSocketResponse] = set()

    def serve_on(self, listening: socket.socket) -> None:
        """Serve until Ctrl+C or SIGTERM; every tab's app has ended then."""
        web.run_app(self._make_app(), sock=listening, print=None, shutdown_timeout=LEAVE, access_log=None)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        app.router.add_static("/page", PAGE)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
        reason = refusal(host, origin, self._names, self._public, needs_origin=request.path == "/ws")
        if reason:
            return web.Response(status=403, text=reason + "\n", headers=HEADERS)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing; the command line has."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  aiohttp's signature
        """Close every tab, which ends its app."""
        await asyncio.gather(*(each.close(code=1001) for each in self._sockets), return_exceptions=True)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a tab, as long as the tab is there."""
        page = web.WebSocketResponse(heartbeat=15)
        await page.prepare(request)
        self._sockets.add(page)
        tab = TabProcess(
            APP,
            self._settings,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=page.close,
            download_manager=self.download_manager,
        )
        try:
            await tab.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(page, tab)
        finally:
            self._sockets.discard(page)
            await asyncio.shield(tab.stop())
        return page
