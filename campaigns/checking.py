"""What keeps a campaign from being published, in words that name the asset."""

from datetime import date

from campaigns.models import Asset, CampaignPage


def open_questions(campaign: CampaignPage, *, on: date) -> str:
    """Why ``campaign`` may not be published on that day; empty when it may."""
    assets = Asset.objects.filter(kit_rows__kit__campaign=campaign).distinct()
    lines = [question for asset in assets for question in questions_of(asset, on=on)]
    if not lines:
        return ""
    return "素材の確認が終わっていないため公開できません。" + "".join(f"{line}。" for line in lines)


def questions_of(asset: Asset, *, on: date) -> list[str]:
    """One line for each open question of the version that visitors would see."""
    if not asset.live:
        return [f"「{asset.title}」がまだ公開されていません"]
    return [f"「{asset.title}」：{problem}" for problem in asset.open_questions(on=on)]
