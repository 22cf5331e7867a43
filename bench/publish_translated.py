"""How much longer an editor waits to publish a measure that is translated. See bench/README.md.

python -m bench.publish_translated
"""

import statistics
import sys
import time

from bench.finder_pages import sample_site

REPEATS = 15
SLUG = "jido-fuyo-teate"
MORE = ("fr", "es")  # beside the configured languages: nine translations


def measure() -> tuple[float, float, int]:
    """Milliseconds of a publication (median) without and with translations, and their number."""
    from django.test.utils import override_settings
    from wagtail.models import Locale, Page

    from cms.translation.services.translating import submit_page
    from measures.models import MeasurePage

    # As in production: what is not for the editor is left to the worker.
    queue = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with override_settings(TASKS=queue):
        page = MeasurePage.objects.get(slug=SLUG, locale__language_code="ja")
        twins = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        twins.delete()
        plain = publish(page)
        for code in MORE:
            Locale.objects.get_or_create(language_code=code)
        others = Locale.objects.exclude(language_code="ja")
        for locale in others:
            submit_page(page=page, language=locale.language_code)
        Page.objects.filter(translation_key=page.translation_key).update(live=True)
        return plain, publish(page), others.count()


def publish(page) -> float:
    """Each time with another word and another fact, as editors do."""
    from measures.models import MeasurePage

    times = []
    for number in range(REPEATS):
        page = MeasurePage.objects.get(pk=page.pk)
        page.summary = f"変わった説明 {number}"
        page.owner_unit = f"担当 {number}"
        started = time.perf_counter()
        page.save_revision().publish()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> int:
    with sample_site():
        plain, translated, number = measure()
    print("| publication of a measure | ms | × plain |\n|---|---|---|")
    print(f"| without translations | {plain:.0f} | 1.0 |")
    print(f"| with {number} translations | {translated:.0f} | {translated / plain:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
