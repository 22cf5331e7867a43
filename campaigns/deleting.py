"""Pages whose kits would lose their place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from campaigns.models import Kit

REFUSED = (
    "このページの下にキットがあるため、削除できません（{names}）。"
    "先にキットを消すか、公開をやめるだけにしてください。"
)


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to the page, with the kits named; None where nothing stands in the way."""
    below = Page.objects.descendant_of(page, inclusive=True)
    titles = Kit.objects.filter(campaign__in=below.values("pk")).values_list("title", flat=True)
    names = "、".join(f"「{title}」" for title in titles[:5])
    if not names:
        return None
    messages.error(request, REFUSED.format(names=names))
    return redirect("wagtailadmin_pages:edit", page.pk)
