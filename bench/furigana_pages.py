"""What furigana cost: milliseconds and bytes of pages with and without. See bench/README.md.

python -m bench.furigana_pages
"""

import gzip
import statistics
import time
from collections.abc import Callable

from bench.finder_pages import sample_site

PAGES = (
    "/",
    "/measures/",
    "/measures/jido-fuyo-teate/",
    "/directory/132012/",
    "/events/",
    "/search/?q=家賃",
    "/privacy/",
    "/ja-simple/",
)
REPEATS = 9
LARGE = 1_000_000  # characters


def milliseconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def measure(path: str) -> tuple[int, int, int, int, float, float]:
    """Bytes without and with, the same after gzip, milliseconds at first sight and later."""
    from django.test import Client

    from cms.japanese import ruby
    from cms.readability.dictionary import current_readings

    client = Client()
    client.cookies["furigana"] = "off"
    page = client.get(path).content.decode()
    readings = current_readings()
    ruby.add_ruby("<html lang=ja><body>漢字</body></html>", readings)  # the analyser is read once
    ruby.forget_texts()
    with_ruby = ruby.add_ruby(page, readings)
    ruby.forget_texts()
    first = milliseconds(lambda: ruby.add_ruby(page, readings))
    later = statistics.median(
        milliseconds(lambda: ruby.add_ruby(page, readings)) for _ in range(REPEATS)
    )
    sizes = [len(text.encode()) for text in (page, with_ruby)]
    small = [len(gzip.compress(text.encode())) for text in (page, with_ruby)]
    return (*sizes, *small, first, later)


def main() -> None:
    with sample_site():
        print(
            f"{'page':28}{'bytes':>9}{'ruby':>9}{'gzip':>8}{'ruby':>8}{'first ms':>10}{'later':>8}"
        )
        for path in PAGES:
            plain, ruby, plain_gzip, ruby_gzip, first, later = measure(path)
            print(
                f"{path:28}{plain:9,}{ruby:9,}{plain_gzip:8,}{ruby_gzip:8,}{first:10.1f}{later:8.1f}"
            )
        _large()


def _large() -> None:
    from cms.japanese.readings import Readings
    from cms.japanese.ruby import add_ruby

    lines = (
        f"<p>{number}人の児童扶養手当について窓口で相談します。</p>" for number in range(40_000)
    )
    page = f"<html lang=ja><body>{''.join(lines)[:LARGE]}</body></html>"
    taken = milliseconds(lambda: add_ruby(page, Readings()))
    print(f"one page of {len(page):,} characters: {taken:,.0f} ms")


if __name__ == "__main__":
    main()
