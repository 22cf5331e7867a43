"""Player, chapters, transcript and the search for what is said."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from cms.assets.captions import Cue as ReadCue
from cms.assets.choices import TrackKind
from cms.assets.models import MediaTrack
from cms.core.calendar import now, today
from cms.insights.choices import Act
from cms.insights.models import DailyCount
from events.film import film_of
from events.models import Cue, EventPage
from events.services import rebuild_cues
from events.transcripts import sentences
from tests.builders import make_document, make_group, make_image, make_media, restrict
from tests.events.builders import make_captioned_film, make_event, make_past_event
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AGREED = {"name": "花子", "agreed_on": today() - 30 * DAY, "agrees_to_recording": True}


@pytest.fixture
def event(site):
    return make_past_event(site, slug="talk", title="話す会", speakers=[AGREED])


def test_a_player_of_the_browser_with_captions_on(client, site):
    film = make_captioned_film()
    film.poster = make_image()
    film.save()
    make_past_event(site, slug="talk", film=film)
    player = page_of(client.get("/events/talk/")).find("video")
    assert (player["src"], player["preload"]) == (film.url, "none")
    assert player.has_attr("controls")
    assert client.get(player["poster"]).status_code == 200
    first = player.find("track")
    assert (first["kind"], first["srclang"], first.has_attr("default")) == ("captions", "ja", True)
    assert client.get(first["src"]).status_code == 200


def test_chapters_lead_to_their_second_without_a_script(client, event):
    page = page_of(client.get("/events/talk/"))
    links = page.select(".chapters a")
    assert [words(link) for link in links] == ["0:00はじめに", "0:12電話で話す"]
    there = page_of(client.get(links[1]["href"].partition("#")[0]))
    assert there.find("video")["src"] == f"{event.film.url}#t=12"
    assert there.find(id="film"), "the link's place exists"


@pytest.mark.parametrize("asked", ["-1", "abc", "１２", "99999999", "86400", "12.5", "", "\x00"])
def test_a_second_that_is_none_starts_at_the_beginning(client, event, asked):
    assert film_of(event, asked=asked).url == event.film.url
    assert client.get("/events/talk/", {"t": asked}).status_code == 200


def test_the_transcript_is_a_full_alternative(client, event):
    page = page_of(client.get("/events/talk/transcript/"))
    assert [words(each) for each in page.main.find_all("h2")] == ["はじめに", "電話で話す"]
    sentence = page.find(id="t-12")
    assert "夕ごはんのしたくをしながら、電話で話した人もいます。" in words(sentence)
    assert sentence.a["href"] == "/events/talk/?t=12#film"


def test_a_transcript_file_goes_before_captions_and_text_before_nothing(site):
    film = make_captioned_film()
    event = make_past_event(site, film=film)
    text = "1\n00:00:01,000 --> 00:00:03,000\n書き起こした文です。\n"
    MediaTrack.objects.create(
        media=film,
        kind=TrackKind.TRANSCRIPT,
        file=ContentFile(text.encode("cp932"), name="a.srt"),
    )
    assert rebuild_cues(event=event)
    assert [cue.text for cue in event.cues.speech()] == ["書き起こした文です。"]
    film.tracks.all().delete()
    film.transcript = "時刻のない文です。\n\n二つ目です。"
    film.save()
    assert rebuild_cues(event=EventPage.objects.get(pk=event.pk))
    assert [(cue.anchor, cue.clock) for cue in event.cues.speech()] == [("p-0", ""), ("p-1", "")]


def test_reading_again_changes_nothing(event):
    before = list(event.cues.values_list("pk", flat=True))
    assert not rebuild_cues(event=event)
    assert list(event.cues.values_list("pk", flat=True)) == before


def test_new_captions_are_read_by_themselves(event, django_capture_on_commit_callbacks):
    track = event.film.tracks.get(kind=TrackKind.CAPTIONS)
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n直した字幕です。\n"
    with django_capture_on_commit_callbacks(execute=True):
        track.file = ContentFile(text.encode(), name="b.vtt")
        track.save()
    assert [cue.text for cue in event.cues.speech()] == ["直した字幕です。"]
    with django_capture_on_commit_callbacks(execute=True):
        track.delete()
    assert not event.cues.speech().exists()


def test_a_lost_file_is_no_failure(event):
    for track in event.film.tracks.all():
        Path(track.file.path).unlink()
    assert rebuild_cues(event=event)
    assert not event.cues.exists()


def test_publishing_reads_the_film(site, django_capture_on_commit_callbacks):
    event = make_event(site, starts_at=now() - DAY)
    event.film = make_captioned_film()
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert event.cues.chapters().count() == 2


def cue(start: int, end: int, text: str, speaker: str = "") -> ReadCue:
    return ReadCue(start, end, text, speaker)


@pytest.mark.parametrize(
    ("cues", "joined"),
    [
        ([cue(0, 2000, "これは"), cue(2000, 4000, "文です。")], ["これは文です。"]),
        ([cue(0, 2000, "文です。"), cue(2000, 4000, "次です。")], ["文です。", "次です。"]),
        ([cue(0, 2000, "はい", "花子"), cue(2000, 4000, "いいえ", "太郎")], ["はい", "いいえ"]),
        ([cue(0, 2000, "間が"), cue(7000, 9000, "あく")], ["間が", "あく"]),
        ([cue(0, 400, "同じ。"), cue(500, 900, "秒。")], ["同じ。秒。"]),
        ([cue(0, 2000, "one"), cue(2000, 4000, "two")], ["one two"]),
        ([cue(n * 1000, n * 1000 + 999, "あ" * 50) for n in range(5)], ["あ" * 200, "あ" * 50]),
    ],
)
def test_captions_become_sentences(cues, joined):
    assert [each.text for each in sentences(cues)] == joined


def test_the_search_leads_to_the_second(client, event):
    page = page_of(client.get("/search/", {"q": "夕ごはん"}))
    (link,) = [a for a in page.main.find_all("a") if "/transcript/" in a["href"]]
    assert link["href"] == "/events/talk/transcript/#t-12"
    assert words(link) == "話す会"
    text = client.get(link["href"].partition("#")[0]).content.decode()
    assert 'id="t-12"' in text


def test_events_are_found_by_their_programme_and_speakers(client, site):
    starts = now() + DAY
    session = {"title": "家計簿の話", "starts_at": starts, "ends_at": starts + DAY}
    event = make_event(site, title="春の会", sessions=[session], speakers=[{"name": "見本 さくら"}])
    event.save_revision().publish()
    for word in ("家計簿", "さくら"):
        found = page_of(client.get("/search/", {"q": word, "section": "events"})).main
        assert "春の会" in words(found)


HIDDEN = {
    "restricted": lambda event: restrict(event, make_group("関係者")),
    "unpublished": lambda event: event.unpublish(),
    "no agreement": lambda event: event.speakers.update(agrees_to_recording=False),
    "ended": lambda event: event.speakers.update(rights_until=today() - DAY),
}


@pytest.mark.parametrize("why", HIDDEN)
def test_what_may_not_be_seen_is_neither_shown_nor_found(client, event, why):
    HIDDEN[why](event)
    assert "夕ごはん" not in words(page_of(client.get("/search/", {"q": "夕ごはん"})).main).replace(
        "夕ごはん」", ""
    ).replace("「夕ごはん", "")
    assert client.get("/events/talk/transcript/").status_code in (302, 404)
    response = client.get("/events/talk/", follow=True)
    assert b"<video" not in response.content


def test_the_last_day_of_an_agreement_still_counts(client, event):
    event.speakers.update(rights_until=today())
    assert page_of(client.get("/events/talk/")).find("video")
    assert client.get("/events/talk/transcript/").status_code == 200
    with translation.override("ja"):
        assert Cue.objects.visible_to(client.get("/").wsgi_request.user, on=today()).exists()


def test_without_words_there_is_no_empty_transcript(client, site):
    make_past_event(site, slug="silent", film=make_media())
    assert client.get("/events/silent/transcript/").status_code == 404
    page = page_of(client.get("/events/silent/"))
    assert page.find("video")
    assert not page.find("a", href="/events/silent/transcript/")


def test_sound_alone_has_a_player_too(client, site):
    film = make_captioned_film()
    film.type = "audio"
    film.save()
    make_past_event(site, slug="talk", film=film)
    assert page_of(client.get("/events/talk/")).find("audio", controls=True)


def test_plays_and_downloads_are_counted_without_cookies(client, site):
    slides = make_document("資料")
    event = make_past_event(site, slug="talk", slides=[slides])
    client.get("/events/talk/")
    assert not DailyCount.objects.exists(), "opening the page plays nothing"
    client.get(event.film.url)
    client.get(slides.url)
    assert dict(DailyCount.objects.values_list("act", "number")) == {Act.PLAY: 1, Act.DOWNLOAD: 1}
    assert not client.cookies
