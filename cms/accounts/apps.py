from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "cms.accounts"
    label = "accounts"
    verbose_name = "アカウント"

    def ready(self) -> None:
        from cms.accounts.file_rights import close_site_folders

        close_site_folders()


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users and groups, with our forms."""

    default = False
    user_viewset = "cms.accounts.admin_users.PortalUserViewSet"
