from django.urls import path

from cms.readability.views import switch_furigana

urlpatterns = [path("furigana/", switch_furigana, name="switch_furigana")]
