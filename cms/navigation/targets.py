"""Which addresses editors may put into menus and banners."""

import re

from django.core.exceptions import ValidationError

# "//host" and "/\\host" begin like a path of ours and lead to another site; browsers drop tabs.
_OURS = re.compile(r"/(?![/\\])[^\s\\]*")
_OTHER = re.compile(r"https://[^\s/\\][^\s\\]*")
_CALL = re.compile(r"tel:\S+")


def check_target(target: str, *, field: str, calls: bool = False) -> None:
    """Refuse all but a path of ours, ``https://`` and, where ``calls``, ``tel:``."""
    kinds = (_OURS, _OTHER, _CALL) if calls else (_OURS, _OTHER)
    if any(kind.fullmatch(target) for kind in kinds):
        return
    ways = "「/」「https://」「tel:」のどれか" if calls else "「/」または「https://」"
    raise ValidationError(
        {field: f"{ways}で始めてください。このサイトの中は「/directory/」のように書きます。"}
    )
