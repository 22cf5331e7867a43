"""Roles of the portal as groups, and which of them work in the admin (see docs/roles.md)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One group. ``page_permissions`` are Wagtail's, given on the root of the page tree."""

    name: str
    uses_admin: bool
    page_permissions: tuple[str, ...] = ()


ROLES = (
    Role("編集者", uses_admin=True, page_permissions=("add_page", "change_page")),
    Role("事実確認者", uses_admin=True),
    Role(
        "承認者",
        uses_admin=True,
        page_permissions=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ),
    Role("翻訳者", uses_admin=True),
    Role("職員", uses_admin=False),
    Role("照会担当", uses_admin=True),
    Role("相談担当", uses_admin=True),
    Role("広報", uses_admin=True),
    Role("監査", uses_admin=True),
    Role("管理者", uses_admin=True),
)
