"""Log lines as JSON with the offset of Tokyo. Query strings and addresses never enter a line."""

import json
import logging
import re
from datetime import datetime

from cms.core.calendar import TOKYO

_QUERY = re.compile(r"\?[^\s\"']*")


class JSONFormatter(logging.Formatter):
    """One JSON object a line; search words and answers in query strings are cut off."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, TOKYO).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": _QUERY.sub("?…", record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = _QUERY.sub("?…", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
