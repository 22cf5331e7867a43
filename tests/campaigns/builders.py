"""Builders of campaigns, kits, designs and templates."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
from fpdf import FPDF

from campaigns.models import (
    Asset,
    AssetFile,
    CampaignIndexPage,
    CampaignPage,
    Kit,
    KitAsset,
    Licence,
    NamingBox,
    NamingTemplate,
)
from cms.assets.models import PortalDocument
from tests.builders import add_page, home_of, make_document, make_image

PASSED = {"logo_check": "present", "operator_check": "absent"}
MM = 72 / 25.4  # points


def campaign_index(site: Any) -> CampaignIndexPage:
    found = CampaignIndexPage.objects.child_of(home_of(site)).first()
    return found or add_page(home_of(site), CampaignIndexPage, title="広報", slug="campaigns")


def make_campaign(site: Any, *, slug: str = "autumn", **fields: Any) -> CampaignPage:
    usual = {"title": "秋の広報", "starts_on": date(2026, 10, 1), "target": "ひとり親の家庭"}
    return add_page(campaign_index(site), CampaignPage, slug=slug, **{**usual, **fields})


def make_licence(version: str = "第1版", text: str = "変えずに使えます。") -> Licence:
    return Licence.objects.get_or_create(
        title="使用条件", version=version, defaults={"text": text, "valid_from": date(2026, 4, 1)}
    )[0]


def make_asset(
    *documents: PortalDocument, title: str = "ポスター", licence: Any = None, **fields: Any
) -> Asset:
    """Checked and published, with one PDF unless told otherwise."""
    usual = {"alt_text": "二人が話している絵", "rights_holder": "見本の団体", **PASSED}
    asset = Asset(
        title=title,
        kind="poster",
        preview=make_image(),
        licence=licence or make_licence(),
        **{**usual, **fields},
    )
    asset.files = [
        AssetFile(document=each, format="pdf", dated_on=date(2026, 10, 1), sort_order=order)
        for order, each in enumerate(documents or [make_document(title)])
    ]
    asset.save()
    return asset


def make_kit(campaign: CampaignPage, *assets: Asset, title: str = "秋のキット") -> Kit:
    kit = Kit(campaign=campaign, title=title)
    kit.assets = [KitAsset(asset=each, sort_order=order) for order, each in enumerate(assets)]
    kit.save()
    return kit


def ground_pdf(width: float = 216, height: float = 303, pages: int = 1) -> bytes:
    """A blank ground; its usual size is A4 with 3 mm around."""
    pdf = FPDF(unit="mm", format=(width, height))
    for _page in range(pages):
        pdf.add_page()
        pdf.set_fill_color(240, 240, 200)
        pdf.rect(0, 0, width, height, style="F")
    return bytes(pdf.output())


BOXES = (
    {"content": "name", "left": 20, "top": 229, "width": 124, "height": 18, "largest": 28},
    {"content": "telephone", "left": 20, "top": 248, "width": 124, "height": 12, "largest": 30},
    {"content": "hours", "left": 20, "top": 262, "width": 124, "height": 18, "largest": 16},
    {"content": "qr", "left": 150, "top": 226, "width": 42, "height": 42},
)


def make_template(asset: Asset, *, ground: bytes | None = None, **fields: Any) -> NamingTemplate:
    document = make_document("下地", name="ground.pdf", content=ground or ground_pdf())
    template = NamingTemplate(
        asset=asset, ground=document, **{"width": 210, "height": 297, "bleed": 3, **fields}
    )
    template.boxes = [NamingBox(**box) for box in BOXES]
    template.save()
    return template


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(BytesIO(content))


def text_of(content: bytes) -> str:
    with open_pdf(content) as document:
        return document[0].get_textpage().get_text_range()


def millimetres(box: tuple[float, ...]) -> list[float]:
    return [round(each / MM, 1) for each in box]
