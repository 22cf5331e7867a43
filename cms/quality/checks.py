"""The checks of every page: what, where, what to do. Each is registered for the hook."""

import re
from collections.abc import Iterator
from datetime import date

from wagtail.models import Page

from cms.core.amounts import amounts_in
from cms.core.content.findings import Finding
from cms.core.content.parts import Kind, Part
from cms.core.models import PrivatePage
from cms.quality.choices import Problem, State
from cms.quality.links import links_of, problems_of
from cms.quality.models import ExternalLink

FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$|^(?:IMG|DSC|P)[_-]?\d+$", re.IGNORECASE)
EMPTY_WORDS = re.compile(
    r"^(?:[（(]?(?:こちら|ここ|コチラ|詳細|詳しく|詳しくは|詳しくはこちら|もっと見る|続きを読む|リンク|クリック"
    r"|ページ|サイト|here|click here|more|link)(?:から|へ|です|をクリック)?[）)]?[。>＞»→]?)$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
OPENS_SAFELY = re.compile(r"^(?:https?://|mailto:|tel:|[/#])", re.IGNORECASE)
LONGEST_HEADING = 30  # letters that one line of an old phone takes twice
SHOWN = 3


def missing_alternatives(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    for part in parts:
        if part.kind != Kind.PICTURE or part.text is None or part.value.is_decorative:
            continue
        if not part.text.strip():
            yield Finding(
                f"画像「{part.value}」の説明（代替テキスト）がありません",
                part.where,
                "見えない人に伝わる言葉を書いてください。"
                "内容のない飾りなら、画像の編集で「飾りの画像」に印をつけます。",
                refuses=True,
            )
        elif FILE_NAME.search(part.text.strip()):
            yield Finding(
                f"画像の説明が、ファイルの名前のようです（{part.text}）",
                part.where,
                "何が写っているかを言葉で書いてください。",
            )


def amounts(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """Staff read laws and notices that state amounts with their day: not asked there."""
    if isinstance(page, PrivatePage):
        return
    for part in parts:
        if part.kind in (Kind.TEXT, Kind.HEADING, Kind.RICH) and (
            found := amounts_in(part.text or "")
        ):
            yield Finding(
                f"文の中に金額や割合（{'、'.join(found[:SHOWN])}）があります",
                part.where,
                "文からは消して、「日付つきの金額」を使ってください。4月に変わっても直ります。",
                refuses=True,
            )


def headings(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """Levels in order (the title of the page is the first), words below each, none of them long."""
    level, waiting = 1, None
    for part in parts:
        rows = [(part.level, part.text or "")] if part.kind == Kind.HEADING else []
        rows = rows or part.markup.headings
        for next_level, words in rows:
            yield from _heading(part, level, next_level, words, waiting)
            level, waiting = next_level, part if part.kind == Kind.HEADING else None
        if not rows:
            waiting = None
    if waiting is not None:
        yield _nothing_below(waiting)


def _heading(
    part: Part, level: int, next_level: int, words: str, waiting: Part | None
) -> Iterator[Finding]:
    if waiting is not None and next_level <= level:
        yield _nothing_below(waiting)
    if next_level > level + 1:
        yield Finding(
            f"見出し「{words}」の段が一つ飛んでいます",
            part.where,
            "大きい見出しから順に使ってください。読み上げで、ページの形がわかるようになります。",
        )
    if len(words) > LONGEST_HEADING:
        yield Finding(
            f"見出し「{words[:LONGEST_HEADING]}…」が長いです",
            part.where,
            f"{LONGEST_HEADING}字までにすると、電話の画面でも読みやすくなります。",
        )


def _nothing_below(part: Part) -> Finding:
    return Finding(
        f"見出し「{part.text}」の下に何もありません",
        part.where,
        "文章を足すか、見出しを消してください。",
    )


def bold_headings(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    for part in parts:
        for words in part.markup.bold_paragraphs:
            yield Finding(
                f"太字だけの段落「{words[:LONGEST_HEADING]}」があります",
                part.where,
                "見出しなら「見出し」のブロックを使ってください。",
            )


def link_words(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    for link in links_of(page, parts):
        words = link.words.strip()
        if EMPTY_WORDS.search(words) or ADDRESS.search(words):
            yield Finding(
                f"リンクの文字「{words}」だけでは、行き先がわかりません",
                link.where,
                "行き先の名前を、リンクの文字にしてください。例：児童扶養手当の申請書",
            )


def hidden_markup(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """What forms never let in can come with a translation, an import or the admin's API."""
    for part in parts:
        if foreign := part.markup.foreign[:SHOWN]:
            yield Finding(
                f"文の中に、使えない書き方（{'、'.join(dict.fromkeys(foreign))}）があります",
                part.where,
                "その文を消して、ボタンを使って書き直してください。",
                refuses=True,
            )


def unsafe_addresses(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """A link opens a page, a mail or a telephone: never a script."""
    for part in parts:
        for address in _written_addresses(part):
            if not OPENS_SAFELY.search(address):
                yield Finding(
                    f"リンク先「{address[:60]}」は、使えないアドレスです",
                    part.where,
                    "https:// で始まるアドレスを書いてください。",
                    refuses=True,
                )


def _written_addresses(part: Part) -> list[str]:
    if part.kind == Kind.URL:
        return [str(part.value)]
    return [found.target for found in part.markup.anchors if found.kind == "url"]


PROBLEM_WORDS = {
    Problem.DELETED: ("消されたページへ", "リンクを消すか、ほかのページを選んでください。"),
    Problem.UNPUBLISHED: (
        "公開していないページへ",
        "そのページを公開するか、リンクを消します。",
    ),
    Problem.STAFF_ONLY: ("職員だけのページへ", "だれでも読めるページを選んでください。"),
    Problem.FILE_DELETED: ("消されたファイルへ", "ファイルを選び直すか、リンクを消してください。"),
}


def dead_links(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """No network: pages of ours as they are now, other sites as the last run found them."""
    links = list(links_of(page, parts))
    for link, problem in problems_of(page, links).items():
        leads, todo = PROBLEM_WORDS[problem]
        yield Finding(f"「{link.words.strip()}」が{leads}のリンクです", link.where, todo)
    addresses = {link.url for link in links if link.url}
    if not addresses:
        return
    known = ExternalLink.objects.filter(url__in=addresses, state=State.BROKEN)
    answers = dict(known.values_list("url", "answer"))
    for link in links:
        if link.url in answers:
            yield Finding(
                f"切れているリンクです（{answers[link.url]}）：{link.url}",
                link.where,
                "新しいアドレスに直すか、リンクを消してください。",
            )


CHECKS = (
    missing_alternatives,
    amounts,
    hidden_markup,
    unsafe_addresses,
    headings,
    bold_headings,
    link_words,
    dead_links,
)
