"""Pages in the admin's API: published through the gate and the review, copied as drafts."""

from typing import Any, ClassVar

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail.admin.api.actions.convert_alias import ConvertAliasPageAPIAction
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from cms.core.publishing import (
    TRANSLATED_INSTEAD,
    PublicationRefusedError,
    stands_for_japanese,
)


class PublishAction(PublishPageAPIAction):
    """Wagtail's own publishes without ``publish()`` of the page: nobody would be asked."""

    def execute(self, instance: Any, data: Any) -> Response:
        person = self.request.user
        revision = instance.get_latest_revision() or instance.save_revision(user=person)
        try:
            revision.publish(user=person)
        except PublicationRefusedError as refusal:
            raise ValidationError(refusal.message_dict) from refusal
        public = instance.specific_class.objects.get(pk=instance.pk)
        return Response(self.view.get_serializer(public).data)


class CopyAction(CopyPageAPIAction):
    def _action_from_data(self, instance: Any, data: dict[str, Any]) -> Any:
        return super()._action_from_data(instance, {**data, "keep_live": False})


class ConvertAliasAction(ConvertAliasPageAPIAction):
    def execute(self, instance: Any, data: Any) -> Response:
        if stands_for_japanese(instance):
            raise ValidationError({"alias_of": [TRANSLATED_INSTEAD]})
        return super().execute(instance, data)


class PagesAPI(PagesAdminAPIViewSet):
    actions: ClassVar[dict[str, Any]] = {
        **PagesAdminAPIViewSet.actions,
        "publish": PublishAction,
        "copy": CopyAction,
        "convert_alias": ConvertAliasAction,
    }
