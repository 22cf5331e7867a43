from django.urls import path

from home.feeds import NewsFeed

urlpatterns = [path("news.xml", NewsFeed(), name="news_feed")]
