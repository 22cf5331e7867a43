"""Pages in the admin's API: the rules of its forms, which Wagtail's actions do not ask for."""

from typing import Any, ClassVar

from rest_framework.exceptions import ValidationError
from rest_framework.fields import CharField, SlugField
from rest_framework.response import Response
from wagtail.admin.api.actions.convert_alias import ConvertAliasPageAPIAction
from wagtail.admin.api.actions.copy import CopyPageAPIAction, CopyPageAPIActionSerializer
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.actions.revert_to_page_revision import RevertToPageRevisionAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from cms.core.publishing import (
    TRANSLATED_INSTEAD,
    PublicationRefusedError,
    stands_for_japanese,
)

LOCKED = (
    "このページは、審査の途中か、ロックか公開の予約がされているので、今は変えられません。"
    "審査や予約を取りやめるか、ロックを外してもらってから、やり直してください。"
)
NOWHERE = "そこへは移せません。移す先のページを選び直してください。"
INSIDE = ("first-child", "last-child")  # places in the page that was chosen, not beside it


def refuse_locked(page: Page, person: Any) -> None:
    """Wagtail keeps a lock in its forms alone. To delete and to move ask for none there either."""
    if page.permissions_for_user(person).page_locked():
        raise ValidationError({"__all__": [LOCKED]})


class PublishAction(PublishPageAPIAction):
    """Wagtail's own publishes without ``publish()`` of the page: nobody would be asked."""

    def execute(self, instance: Any, data: Any) -> Response:
        person = self.request.user
        refuse_locked(instance, person)
        revision = instance.get_latest_revision() or instance.save_revision(user=person)
        try:
            revision.publish(user=person)
        except PublicationRefusedError as refusal:
            raise ValidationError(refusal.message_dict) from refusal
        public = instance.specific_class.objects.get(pk=instance.pk)
        return Response(self.view.get_serializer(public).data)


class RevertAction(RevertToPageRevisionAPIAction):
    def execute(self, instance: Any, data: Any) -> Response:
        refuse_locked(instance, self.request.user)
        return super().execute(instance, data)


class CopySerializer(CopyPageAPIActionSerializer):
    """A title and a slug as the form of the admin takes them: a draft is not looked at whole."""

    slug = SlugField(max_length=255, allow_unicode=True, required=False)
    title = CharField(max_length=255, required=False)


class CopyAction(CopyPageAPIAction):
    serializer = CopySerializer

    def _action_from_data(self, instance: Any, data: dict[str, Any]) -> Any:
        return super()._action_from_data(instance, {**data, "keep_live": False})


class MoveAction(MovePageAPIAction):
    def _action_from_data(self, instance: Any, data: dict[str, Any]) -> Any:
        """Nothing stands beside the root of the tree: Wagtail would ask the page above it."""
        action = super()._action_from_data(instance, data)
        if action.target.is_root() and action.pos not in INSIDE:
            raise ValidationError({"destination_page_id": [NOWHERE]})
        return action


class ConvertAliasAction(ConvertAliasPageAPIAction):
    def execute(self, instance: Any, data: Any) -> Response:
        refuse_locked(instance, self.request.user)
        if stands_for_japanese(instance):
            raise ValidationError({"alias_of": [TRANSLATED_INSTEAD]})
        return super().execute(instance, data)


class PagesAPI(PagesAdminAPIViewSet):
    actions: ClassVar[dict[str, Any]] = {
        **PagesAdminAPIViewSet.actions,
        "publish": PublishAction,
        "revert_to_page_revision": RevertAction,
        "copy": CopyAction,
        "move": MoveAction,
        "convert_alias": ConvertAliasAction,
    }
