"""One address of every kind of page."""

HACHIOJI, TOKYO = "132012", "130001"

PAGES = {
    "home": "/",
    "measures": "/measures/",
    "measures by need": "/measures/?need=money",
    "measure": "/measures/jido-fuyo-teate/",
    "finder": "/measures/finder/",
    "conversation": "/measures/finder/chat/",
    "directory": "/directory/",
    "which town": "/directory/?q=府中市",
    "no such town": "/directory/?q=ほげほげ",
    "prefecture": f"/directory/{TOKYO}/",
    "municipality": f"/directory/{HACHIOJI}/",
    "search": "/search/?q=家賃",
    "nothing found": "/search/?q=ほげほげほげ",
    "empty search": "/search/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "safety": "/safety/",
    "site map": "/site-map/",
    "news": "/news/",
    "news page": "/news/sample-site/",
    "sign-in": "/sign-in/",
    "not found": "/no-such-page/",
    "English home": "/en/",
    "English place": f"/en/directory/{HACHIOJI}/",
    "untranslated": "/en/measures/jido-fuyo-teate/",
    "English finder": "/en/measures/finder/",
    "plain Japanese": "/ja-simple/",
}
