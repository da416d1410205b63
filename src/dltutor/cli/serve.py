"""``dltutor serve``: the tutor in a browser."""

import socket
import sys
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from dltutor.cli.output import put, say
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.config import Config

WARNING = """\
Everybody who can reach {address} acts as you: they read your documents and your history, answer in your
name, add documents, and use the model on this machine. There is no password, and nothing is encrypted.
Safer from elsewhere: ssh -L {port}:localhost:{port} THIS-MACHINE, and dltutor serve without --expose."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="The address to listen at; one that others reach needs --expose, too.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    public_url: Annotated[
        str, typer.Option(help="The address that a proxy of yours gives it, such as https://study.example.")
    ] = "",
    expose: Annotated[
        bool, typer.Option("--expose", help="Let a --host be one that others reach; they then act as you.")
    ] = False,
) -> None:
    """Open the tutor in a browser, on this machine alone. Each tab is a tutor of its own; Ctrl+C ends all.

    Prints the address. Ends with 0.
    """
    session: Session = context.obj
    if session.plain:
        raise UsageError("A browser shows the app, and --plain is without it.", hint="Leave --plain out.")
    from dltutor.tui.serving.guard import is_loopback

    exposed = not is_loopback(host)
    if exposed and not expose:
        raise UsageError(
            f"{host} is not this machine alone: whoever reaches it would act as you, without a password.",
            hint=f"Use ssh -L {port}:localhost:{port} from elsewhere; or add --expose, if that is what you want.",
        )
    public = _public(public_url)
    from dltutor.tui.serving.server import TutorServer, listen

    listening = listen(host, port)
    port = listening.getsockname()[1]
    if exposed or public:
        say(WARNING.format(address=public or f"{host}, port {port},", port=port))
    say("The tutor is at this address until Ctrl+C:")
    put(public or f"http://{f'[{host}]' if ':' in host else host}:{port}")
    sys.stdout.flush()
    names = {host, socket.gethostname(), socket.getfqdn()} if exposed else set()
    if public:
        names.add(urlsplit(public).hostname or "")
    TutorServer(_settings(session.config), frozenset(name.lower() for name in names), public).serve_on(listening)


def _public(url: str) -> str:
    """A proxy's address in the form in which browsers tell where they come from.

    Raises:
        UsageError: It is none, or holds more than a host.
    """
    parts = urlsplit(url)
    more = parts.path.strip("/") or parts.query or parts.fragment
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or more):
        raise UsageError(f"--public-url is {url!r}.", hint="Write a host and nothing below it: https://study.example")
    return f"{parts.scheme}://{parts.netloc}".lower() if url else ""


def _settings(config: "Config") -> dict[str, str]:
    """What the command line settled, for the app of every tab: by environment, so that no name needs quoting."""
    given = {"DLTUTOR_CORPUS": config.corpus, "DLTUTOR_INDEX": config.index}
    return {name: str(path.absolute()) for name, path in given.items() if path is not None}
