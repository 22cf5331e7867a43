"""What gunicorn may log: it quotes request lines and addresses of visitors, the portal does not."""

import logging
from typing import Any

from gunicorn.glogging import Logger

QUOTING = ("Invalid request", "Error handling request")


def leave_out_visitors(record: logging.LogRecord) -> bool:
    """Cut a line of gunicorn before what a visitor sent; every line is kept."""
    for words in QUOTING:
        if str(record.msg).startswith(words):
            record.msg, record.args = words, ()
    return True


class ServerLog(Logger):
    """For ``gunicorn --logger-class cms.core.server_log.ServerLog``."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(leave_out_visitors)
