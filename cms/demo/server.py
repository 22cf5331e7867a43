"""The production server, started inside the process that prepared the site."""

from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication


class DemoServer(BaseApplication):
    """gunicorn with two workers of four threads each; the log leaves visitors out."""

    def __init__(self, *, host: str, port: int) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", 2)
        self.cfg.set("threads", 4)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("preload_app", True)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("accesslog", None)
        self.cfg.set("logger_class", "cms.core.server_log.ServerLog")
        self.cfg.set("limit_request_line", 0)  # the portal answers long questions in Japanese

    def load(self) -> Any:
        return get_wsgi_application()


def serve(*, host: str, port: int) -> None:
    """Serve until interrupted."""
    DemoServer(host=host, port=port).run()
