"""What is looked at before a publication: findings, files, rights, links."""

import io

from PIL import Image, ImageDraw

from tests.manual.desk import Desk, Task
from tests.manual.tasks.writing import open_measure


def garden() -> bytes:
    """A tree in a garden, drawn here: nobody else's picture."""
    picture = Image.new("RGB", (640, 400), "#fff6e6")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((-100, 280, 740, 700), fill="#abd9b8")
    drawing.rectangle((300, 180, 330, 320), fill="#8a5a33")
    drawing.ellipse((220, 60, 410, 230), fill="#2f7d4f")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


TITLE = "庭の絵（見本）"


def findings(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "雇用保険からの講座の補助")
    seat.fill("短い説明", "受講料が10万円までもどります。")
    seat.submit("下書きを保存")
    seat.panel("checks")
    seat.sees("直すまで公開できません")
    seat.picture("findings", height=560)
    seat.panel("checks")  # what stays open covers the next screens
    seat.fill("短い説明", "講座の受講料の一部がもどります。")
    seat.submit("下書きを保存")


def files(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("画像")
    seat.press("画像を追加", "link")
    seat.page.locator("input[type=file]").first.set_input_files(
        {"name": "mihon-niwa.jpg", "mimeType": "image/jpeg", "buffer": garden()}
    )
    seat.fill("タイトル", TITLE)
    seat.fill("説明文", "木と花のある庭の絵")
    seat.fill("権利：だれのものか", "見本サイトの制作（見本）")
    seat.field("権利：使える理由").select_option("own")
    seat.tick("ウェブ")
    seat.picture("file-upload", height=1180, at=seat.page.locator("input[type=file]").first)
    seat.press("保存")
    seat.sees("更新されました")


def rights(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("レポート", "著作物一覧")
    seat.picture("rights-list", height=640)
    seat.press("使える期限が近いちらし（見本）", "link")
    seat.fill("権利：だれのものか", "見本の絵をかいた人（見本）")
    seat.date("権利：使える最後の日", "2030-03-31")
    seat.picture("rights", height=760, at=seat.page.get_by_text("権利：だれのものか"))
    seat.page.locator("footer button[type=submit]").first.click()
    seat.sees("更新されました")


def links(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("レポート", "切れたリンク")
    seat.picture("links", height=420)
    seat.press("【見本】仕事と子育ての相談会（会場とオンライン）", "link")
    seat.find("イベント", "tab").wait_for()


TASKS: dict[str, Task] = {"findings": findings, "files": files, "rights": rights, "links": links}
