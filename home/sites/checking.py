"""Whether a site can be made as it was asked for; the words say what to change."""

import re
from dataclasses import dataclass
from datetime import date

from wagtail.models import Site

from cms.areas.models import Area
from cms.core.models import SiteSettings
from home.models import HomePage

LONGEST_NAME = SiteSettings._meta.get_field("name").max_length
_STEP = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOSTNAME = re.compile(rf"(?=.{{1,253}}\Z){_STEP}(\.{_STEP})*")


class SiteRefusedError(Exception):
    """The words are for whoever typed the command."""


@dataclass(frozen=True)
class SitePlan:
    """A site that can be made; ``site``: it stands already and is completed."""

    hostname: str
    port: int
    area: Area
    name: str
    main: Site
    site: Site | None = None

    @property
    def label(self) -> str:
        """What stands in the names of its groups and its folder: 東京都."""
        return self.area.name


def plan_site(*, hostname: str, port: int, prefecture: str, name: str, on: date) -> SitePlan:
    """Raises SiteRefusedError; changes nothing."""
    hostname, name = hostname.strip().lower(), name.strip()
    if not _HOSTNAME.fullmatch(hostname):
        raise SiteRefusedError(
            "ホスト名は「tokyo.example.jp」のように、半角の英数字と「-」「.」で書いてください"
            f"（今の値：{hostname}）。"
        )
    if not 0 < port < 65536:
        raise SiteRefusedError(f"ポートは 1〜65535 の数字にしてください（今の値：{port}）。")
    if not name or len(name) > LONGEST_NAME:
        raise SiteRefusedError(f"サイトの名前は、1文字から{LONGEST_NAME}文字までで書いてください。")
    area, main = _prefecture(prefecture, on), _main()
    return SitePlan(hostname, port, area, name, main, _standing(hostname, area))


def _prefecture(code: str, on: date) -> Area:
    """By 2 digits (13), 5 (13000) or 6 (130001)."""
    code = code.strip()
    if code.isascii() and code.isdecimal() and len(code) in (2, 5, 6):
        found = Area.objects.current(on).prefectures().filter(code6__startswith=code[:2]).first()
        if found and found.code6.startswith(code.ljust(5, "0")):
            return found
    raise SiteRefusedError(
        f"「{code}」という都道府県はありません。"
        "13、13000 のように、全国地方公共団体コードで書いてください。"
    )


def _main() -> Site:
    main = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if main is None or not isinstance(main.root_page.specific, HomePage):
        raise SiteRefusedError(
            "先に、全国のサイトのホームを作ってください。ほかのサイトは、そのページを使います。"
        )
    return main


def _standing(hostname: str, area: Area) -> Site | None:
    """The site of ``area`` at ``hostname``, if it was made before."""
    here = Site.objects.filter(hostname=hostname).select_related("root_page").first()
    known = SiteSettings.objects.filter(label=area.name).select_related("site").first()
    if known and (here is None or known.site_id != here.pk):
        raise SiteRefusedError(f"{area.name}のサイトは、もう {known.site.root_url}/ にあります。")
    if here and not known:
        raise SiteRefusedError(
            f"{hostname} は、もう別のサイト（{here.site_name or here}）が使っています。"
        )
    return here
