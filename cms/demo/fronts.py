"""The front page that the sample content stands below: there is one for every site."""

from home.models import HomePage


def main_front() -> HomePage:
    """The Japanese front page of the national portal."""
    return HomePage.objects.get(sites_rooted_here__is_default_site=True)
