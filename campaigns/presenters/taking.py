"""The pages on which terms are accepted."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from campaigns.file_lines import file_line
from campaigns.forms.taking import FileTakingForm, TakingForm
from campaigns.models import AssetFile, CampaignPage
from campaigns.presenters.pages import kit_card, trail
from campaigns.selectors import templates_of
from cms.core.languages import address_in

Context = dict[str, Any]


def asset_context(asset: Any, form: FileTakingForm, request: HttpRequest) -> Context:
    """One asset. It may be in several campaigns: the trail leads to the newest open one."""
    campaigns = CampaignPage.objects.visible_to(request.user).filter(kits__assets__asset=asset)
    campaign = campaigns.newest_first().first()
    steps = [(campaign.title, campaign.address())] if campaign else []
    for row in asset.open_files:
        row.asset = asset
    return {
        "asset": asset,
        "form": form,
        "licences": form.licences,
        "naming_url": naming_address(asset) if templates_of([asset]) else "",
        "heading": str(asset),
        "breadcrumbs": trail(*steps, (str(asset), "")),
    }


def kit_context(
    kit: Any, files: Sequence[AssetFile], form: TakingForm, request: HttpRequest
) -> Context:
    campaign = kit.campaign
    return {
        "card": kit_card(kit, set()),
        "rows": [(file.asset, file_line(file)) for file in files],
        "form": form,
        "licences": form.licences,
        "heading": kit.title,
        "breadcrumbs": trail((campaign.title, campaign.address()), (kit.title, "")),
    }


def naming_address(asset: Any) -> str:
    return address_in(f"/campaigns/assets/{asset.pk}/naming/")
