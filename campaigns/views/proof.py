"""試し刷り: a template filled with sample words, for the people who make templates."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from campaigns.models import NamingTemplate
from campaigns.naming.fitting import TooLongError
from campaigns.naming.printing import NotPrintedError, boxes_of, printed, sheet_of
from campaigns.presenters.naming import preview_dpi
from cms.core.mails import absolute

SAMPLE = {
    # 60 letters, the longest name there may be.
    "name": (
        "見本広域連合こども未来部ひとり親家庭支援課母子父子自立支援相談窓口"
        "（見本県見本市の分室・本庁舎二階東側七番窓口のとなり）"
    ),
    "telephone": "000-000-0000（内線00000000）",
    "hours": (
        "月〜金 8:30〜17:15（祝日・年末年始は休み）\n第2・第4土 9:00〜12:00（祝日・年末年始は休み）"
    ),
}


@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("campaigns.view_namingtemplate"):
        raise PermissionDenied
    templates = NamingTemplate.objects.select_related("asset", "ground").prefetch_related("boxes")
    template = get_object_or_404(templates, pk=pk)
    words = {**SAMPLE, "qr": absolute("/directory/000000/")}
    sheet = sheet_of(template, boxes_of(template), words, has_marks=False)
    try:
        picture = printed(template, sheet, dpi=preview_dpi(template))
    except TooLongError as problem:
        return told(f"わくに入りきりません：{problem}。わくを大きくしてください。")
    except NotPrintedError as problem:
        raise Http404 from problem
    return HttpResponse(picture, content_type="image/png")


def told(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=422)
