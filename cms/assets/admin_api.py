"""Files in the admin's own API: everybody with the admin may ask it, so it lists by our rule."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet


class VisibleDocuments(DocumentsAdminAPIViewSet):
    authentication_classes = [SessionAuthentication]

    def get_queryset(self) -> Any:
        return super().get_queryset().visible_to(self.request.user)


class VisibleImages(ImagesAdminAPIViewSet):
    authentication_classes = [SessionAuthentication]

    def get_queryset(self) -> Any:
        return super().get_queryset().visible_to(self.request.user)
