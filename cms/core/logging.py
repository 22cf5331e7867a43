"""Log lines as JSON with the offset of Tokyo.

Query strings, addresses of visitors and the secrets of links (docs/decisions/0009) never enter one.
"""

import json
import logging
import re
from datetime import datetime

from cms.core.calendar import TOKYO

_QUERY = re.compile(r"\?[^\s\"']*")
_TICKET = re.compile(r"(?<=/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])")  # of cms.core.tickets


class JSONFormatter(logging.Formatter):
    """One JSON object a line; search words and answers in query strings are cut off."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, TOKYO).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": _shown(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = _shown(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _shown(text: str) -> str:
    return _TICKET.sub("…", _QUERY.sub("?…", text))
