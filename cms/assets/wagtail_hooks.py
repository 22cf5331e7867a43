from typing import Any

from django.forms import FileInput
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.assets.models import MediaTrack, PortalImage
from cms.assets.services import remove_misplaced_renditions


class MediaTrackViewSet(SnippetViewSet):
    model = MediaTrack
    icon = "openquote"
    menu_label = "字幕"
    menu_order = 310  # below the videos
    add_to_admin_menu = True
    list_display = ["media", "kind", "label"]
    list_filter = ["kind", "language"]
    panels = [
        MediaChooserPanel("media"),
        FieldPanel("kind"),
        FieldPanel("language"),
        FieldPanel("label"),
        FieldPanel("file", widget=FileInput),
    ]


register_snippet(MediaTrackViewSet)


@hooks.register("after_bulk_action")
def follow_collection(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Wagtail moves many pictures into another collection without saving them one by one."""
    if any(isinstance(item, PortalImage) for item in objects):
        remove_misplaced_renditions()


@hooks.register("construct_admin_api", order=10)  # after Wagtail, whose own lists name every file
def files_by_our_rule(router: Any) -> None:
    from cms.assets import admin_api  # asks for the models when it is read

    router.register_endpoint("documents", admin_api.VisibleDocuments)
    router.register_endpoint("images", admin_api.VisibleImages)


@hooks.register("get_avatar_url")
def no_portraits(user: Any, size: int) -> str:
    """One picture for all people: theirs would be personal data that nobody needs."""
    return versioned_static("wagtailadmin/images/default-user-avatar.png")
