"""Words that a person recognises a device by: Windows・Edge. Not a fingerprint."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
UNKNOWN = "そのほかの端末"


def device_words(user_agent: str) -> str:
    found = [
        next((words for mark, words in table if mark in user_agent), "")
        for table in (SYSTEMS, BROWSERS)
    ]
    return "・".join(filter(None, found)) or UNKNOWN
