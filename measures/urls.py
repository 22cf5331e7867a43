from django.urls import path

from measures.feeds import MeasureFeed

urlpatterns = [path("measures.xml", MeasureFeed(), name="measure_feed")]
