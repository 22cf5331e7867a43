from django.urls import path

from campaigns.views import taking

urlpatterns = [
    path("assets/<int:pk>/", taking.asset, name="campaign_asset"),
    path(
        "assets/<int:pk>/files/<int:number>/<str:token>/",
        taking.asset_file,
        name="take_asset_file",
    ),
    path("kits/<int:pk>/", taking.kit, name="campaign_kit"),
    path("kits/<int:pk>/zip/<str:token>/", taking.kit_archive, name="take_kit"),
]
