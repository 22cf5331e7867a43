from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http.request import validate_host

from cms.accounts.roles import SITE_ROLES, group_name
from cms.core.calendar import today
from home.sites.checking import LONGEST_NAME, SiteRefusedError, plan_site
from home.sites.making import languages_of, make_site


class Command(BaseCommand):
    help = (
        "Make the site of a prefecture beside the national one: front pages in every language, "
        "news, menus, settings, groups, a folder for files and its own review. Safe to run again: "
        "it completes what is missing and changes nothing else but the port."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("hostname", help="tokyo.example.jp")
        parser.add_argument("--prefecture", required=True, help="13, 13000 or 130001")
        parser.add_argument("--name", required=True, help=f"at most {LONGEST_NAME} characters")
        parser.add_argument("--port", type=int, default=443, help="default: %(default)s (HTTPS)")

    def handle(
        self, *, hostname: str, prefecture: str, name: str, port: int, **options: Any
    ) -> None:
        try:
            plan = plan_site(
                hostname=hostname, port=port, prefecture=prefecture, name=name, on=today()
            )
        except SiteRefusedError as refused:
            raise CommandError(str(refused)) from refused
        site = make_site(plan)
        done = "足りないものを加えました" if plan.site else "作りました"
        groups = "、".join(group_name(role.name, plan.label) for role in SITE_ROLES)
        self.stdout.write(f"{plan.label}のサイト {site.root_url}/ を{done}。")
        self.stdout.write(f"言葉があるホーム：{'、'.join(languages_of(site))}")
        self.stdout.write(f"役割：{groups}（人は「設定 → ユーザー」で入れます）")
        if not validate_host(plan.hostname, settings.ALLOWED_HOSTS):
            self.stderr.write(
                f"まだ開けません。PORTAL_HOSTS に {plan.hostname} を加えて、サーバーを"
                "起動し直してください。"
            )
