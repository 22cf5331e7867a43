"""System checks that teach the conventions of docs/architecture.md to whoever breaks one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail import blocks, hooks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

DOC = "See docs/conventions.md."
Apps = Sequence[AppConfig] | None
OUR_APPS = (
    "cms.",
    "home",
    "measures",
    "directory",
    "companies",
    "events",
    "campaigns",
    "staff_library",
)


def _is_ours(module: str) -> bool:
    return module.startswith(OUR_APPS)


@register(Tags.models)
def check_page_types(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Every page type of ours has a template, parents, children and a visible_to()."""
    ours = [model for model in get_page_models() if _is_ours(model.__module__)]
    return [message for model in ours for message in _page_type_errors(model)]


def _page_type_errors(model: type[Page]) -> Iterator[CheckMessage]:
    if not hasattr(model.objects.all(), "visible_to"):
        yield Error(
            f"{model.__name__}'s manager has no visible_to().",
            hint=f"Inherit from SectionPage. {DOC}",
            id="portal.E001",
        )
    if "parent_page_types" not in vars(model):
        yield Error(
            f"{model.__name__} does not say where it may be created.",
            hint=f"Set parent_page_types. {DOC}",
            id="portal.E002",
        )
    template = getattr(model, "template", None)
    for name in filter(None, (template, getattr(model, "listing_template", None))):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            yield Error(
                f"{model.__name__} names the template {name}, which does not exist.",
                hint=f"Every page type renders and has a card for lists. {DOC}",
                id="portal.E003",
            )


@register(Tags.models)
def check_blocks(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Every block an editor picks has an own icon and label."""
    found = {}
    for model in apps.get_models():
        if not _is_ours(model.__module__):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for block in field.stream_block.child_blocks.values():
                    found[type(block)] = block
    return [message for block in found.values() for message in _block_errors(block)]


def _block_errors(block: blocks.Block) -> Iterator[CheckMessage]:
    name = type(block).__name__
    if block.meta.icon in ("", "placeholder"):
        yield Error(f"Block {name} has no icon.", hint=f"Set Meta.icon. {DOC}", id="portal.E010")
    if not block.meta.label:  # Wagtail makes up an English one from the field's name
        yield Error(f"Block {name} has no label.", hint=f"Set Meta.label. {DOC}", id="portal.E011")
    if not hasattr(block.meta, "preview_value") and not getattr(block.meta, "description", ""):
        yield Error(
            f"Block {name} has neither preview nor description.",
            hint=f"Set Meta.preview_value and Meta.description. {DOC}",
            id="portal.E012",
        )


@register(Tags.security)
def check_serving_hooks(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """No before_serve_page hook of ours: it runs before the restriction of a page is checked."""
    ours = [hook for hook in hooks.get_hooks("before_serve_page") if _is_ours(hook.__module__)]
    return [
        Error(
            f"{hook.__module__}.{hook.__name__} answers before a page's restriction is checked.",
            hint=f"Serve from the page itself. {DOC}",
            id="portal.E020",
        )
        for hook in ours
    ]


@register(Tags.security)
def check_private_types(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Pages of the staff library, and whatever names a right to read it, are private by class."""
    from cms.core.models import PrivatePage  # this file is read before the models

    open_types = [model for model in get_page_models() if not issubclass(model, PrivatePage)]
    return [
        Error(
            f"{model.__name__} holds pages for staff and is not private by class.",
            hint=f"Inherit from cms.core.models.PrivatePage. {DOC}",
            id="portal.E022",
        )
        for model in open_types
        if model.__module__.startswith("staff_library") or hasattr(model, "read_permission")
    ]


@register(Tags.security, deploy=True)
def check_private_storage(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """What is stored lies outside what a web server maps, unless it is meant for everybody."""
    private, public = (_place(settings.STORAGES.get(name, {})) for name in ("default", "public"))
    web_root = Path(settings.MEDIA_ROOT).resolve()
    if private and public and private != public and not Path(private).is_relative_to(web_root):
        return []
    return [
        Error(
            "There is no private storage of its own.",
            hint='Set STORAGES["default"] and STORAGES["public"]. See docs/operations.md.',
            id="portal.E021",
        )
    ]


def _place(storage: Any) -> str:
    """The bucket or the folder of a storage; MEDIA_ROOT where it names none, "" without storage."""
    options = storage.get("OPTIONS", {})
    folder = str(Path(options.get("location", settings.MEDIA_ROOT)).resolve())
    return storage and options.get("bucket_name", folder)
