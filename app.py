"""The web page and the HTTP API: `python app.py --documents DIR`."""

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

# Read by Gradio and the model libraries when they are imported: they must not call home.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import typer

from index.errors import BelegError, SettingsError
from qa.loading import without_garbage_collection
from qa.settings import Settings
from web.address import bracketed
from web.opening import open_in_background

if TYPE_CHECKING:
    from concurrent.futures import Future

    from qa import Assistant

SHIPPED_DOCUMENTS = Path(__file__).parent / "documents"


def main(
    documents: Annotated[Path | None, typer.Option(help="Folder with the documents to be asked about.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Open the page where the documents are asked. What is not given comes from BELEG_... or beleg.toml."""
    try:
        settings = Settings.load(documents=documents, host=host, port=port)
        if not settings.documents.is_dir():
            raise SettingsError(f"The documents folder {str(settings.documents)!r} does not exist.")
        listener = listen(settings.host, settings.port)
    except BelegError as exc:
        typer.echo(f"Error: {exc}", err=True)
        raise typer.Exit(1) from exc
    serve(settings, listener)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; taken before anything slow begins. Raises BelegError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as exc:
        raise BelegError(
            f"Port {port} on {host} cannot be used ({exc}). Is Beleg open already? Name another with --port."
        ) from exc


def open_assistant(settings: Settings) -> "Assistant":
    """The assistant over the folder of the settings; takes seconds."""
    from qa import Assistant  # noqa: PLC0415 - the page shall not wait for the model libraries

    return Assistant.open(settings.documents, settings=settings)


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve the page within seconds, and open the assistant beside it, until interrupted."""
    url = f"http://{bracketed(settings.host)}:{settings.port}"
    typer.echo(f"Beleg is open at {url} for {settings.documents} (Ctrl+C ends it).")
    with without_garbage_collection():
        import uvicorn  # noqa: PLC0415 - the line above shall not wait for it

        from web.server import create_app  # noqa: PLC0415 - as above: it loads Gradio

    # After these imports, not beside them: all hold the interpreter's lock, and side by side they are slower.
    opening = open_in_background(lambda: open_assistant(settings))
    shipped = settings.documents.resolve() == SHIPPED_DOCUMENTS.resolve()
    app = create_app(opening, settings, shipped=shipped)
    opening.add_done_callback(report)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


def report(opening: "Future[Assistant]") -> None:
    """Say in the terminal, too, how the opening went."""
    failure = opening.exception()
    if failure is None:
        typer.echo(f"Models are loaded, {len(opening.result().documents())} documents can be asked.")
    else:
        typer.echo(f"Error: {failure}", err=True)


if __name__ == "__main__":
    typer.run(main)
