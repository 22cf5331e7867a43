"""The sample campaign: two kits whose designs are drawn while the site is built."""

import json
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from campaigns.choices import LogoCheck, OperatorCheck
from campaigns.models import (
    Asset,
    AssetFile,
    CampaignChannel,
    CampaignGoal,
    CampaignIndexPage,
    CampaignPage,
    Kit,
    KitAsset,
    Licence,
    NamingBox,
    NamingTemplate,
)
from cms.assets.models import PortalDocument, PortalImage
from cms.demo.fronts import main_front
from cms.demo.own_work import own_work
from cms.demo.posters import FILES

SOURCE = "見本"


@transaction.atomic
def build_campaigns(content: dict[str, Any]) -> None:
    """The entrance, and the campaign with its kits when it is missing."""
    home = main_front()
    index = CampaignIndexPage.objects.child_of(home).first()
    if index is None:
        words = {"slug": "campaigns", "locale": home.locale, **content["page"]}
        index = home.add_child(instance=CampaignIndexPage(**words))
        index.save_revision().publish()
    if CampaignPage.objects.child_of(index).exists():
        return
    campaign = _add_campaign(index, dict(content["campaign"]))
    licence = _licence(content["licence"])
    for order, record in enumerate(content["kits"]):
        kit = Kit(
            campaign=campaign,
            title=record["title"],
            introduction=record["introduction"],
            order=order,
        )
        kit.assets = [
            KitAsset(asset=_asset(each, content, licence), sort_order=place)
            for place, each in enumerate(record["assets"])
        ]
        kit.save()
    campaign.save_revision().publish()


def _add_campaign(index: CampaignIndexPage, record: dict[str, Any]) -> CampaignPage:
    """A draft: it is published once its assets are checked, as editors do it."""
    channels, goals, body = record.pop("channels"), record.pop("goals"), record.pop("body")
    for name in ("starts_on", "ends_on"):
        record[name] = date.fromisoformat(record[name])
    page: Any = CampaignPage(locale=index.locale, live=False, is_sample=True, **record)
    page.body = json.dumps([{"type": kind, "value": _value(kind, text)} for kind, text in body])
    page.channels = [CampaignChannel(channel=channel, note=note) for channel, note in channels]
    page.goals = [CampaignGoal(**goal) for goal in goals]
    index.add_child(instance=page)
    return page


def _value(kind: str, text: str) -> str:
    return f"<p>{text}</p>" if kind == "paragraph" else text


def _licence(record: dict[str, Any]) -> Licence:
    known = {"title": record["title"], "version": record["version"]}
    rest = {"text": record["text"], "valid_from": date.fromisoformat(record["valid_from"])}
    return Licence.objects.get_or_create(**known, defaults=rest)[0]


def _asset(record: dict[str, Any], content: dict[str, Any], licence: Licence) -> Asset:
    title = record["title"]
    preview = PortalImage(title=f"{title}（見本）", credit=content["rights_holder"])
    preview.file = ContentFile(FILES[record["preview"]](), name=record["preview"])
    preview.save()
    own_work(preview)
    asset = Asset(
        title=title,
        kind=record["kind"],
        size_name=record["size_name"],
        description=record["description"],
        preview=preview,
        alt_text=record["alt"],
        licence=licence,
        rights_holder=content["rights_holder"],
        logo_check=LogoCheck.NOT_NEEDED,
        logo_note=content["logo_note"],
        operator_check=OperatorCheck.ABSENT,
        is_sample=True,
    )
    asset.files = [
        _file(kind, name, label, title, content, place)
        for place, (kind, name, label) in enumerate(record["files"])
    ]
    asset.save()
    asset.save_revision().publish()
    if "template" in record:
        _add_template(asset, dict(record["template"]))
    return asset


def _file(
    kind: str, name: str, label: str, title: str, content: dict[str, Any], place: int
) -> AssetFile:
    return AssetFile(
        document=_document(name, f"{title} {name}"),
        format=kind,
        label=label,
        dated_on=date.fromisoformat(content["dated_on"]),
        fonts="" if name.endswith(".png") else content["fonts"],
        sort_order=place,
    )


def _document(name: str, title: str) -> PortalDocument:
    file = ContentFile(FILES[name](), name=name)
    return own_work(PortalDocument.objects.create(title=title, file=file, source=SOURCE))


def _add_template(asset: Asset, record: dict[str, Any]) -> None:
    ground = _document(record.pop("ground"), f"{asset.title} 名入れの下地")
    boxes = [NamingBox(**box) for box in record.pop("boxes")]
    template = NamingTemplate(asset=asset, ground=ground, **record)
    template.boxes = boxes
    template.save()
