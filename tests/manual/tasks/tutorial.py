"""「15分で初めての公開」: from the sign-in to a changed page on the portal, word by word."""

from tests.manual.desk import Desk, Task
from tests.manual.tasks.reviewing import APPROVED, open_review, tick_all
from tests.manual.tasks.writing import open_measure

TITLE = "JRの通勤定期が安くなる"
WORDS = "児童扶養手当を受けている世帯の人は、JRの通勤定期を割引で買えます。（練習）"


def tutorial(desk: Desk) -> None:
    editor = desk.stranger()
    editor.go("/sign-in/")
    editor.fill("ID", "editor")
    editor.fill("パスワード", desk.demo.password("editor"))
    editor.submit("サインイン")
    open_measure(editor, TITLE)
    editor.fill("短い説明", WORDS)
    editor.submit("下書きを保存")
    editor.sees("更新が完了しました")
    editor.picture("tutorial-saved", height=520)
    editor.more()
    editor.submit("審査に出す（事実確認と協議）")
    editor.sees("審査に出しました")
    approver = desk.stranger()
    approver.go("/sign-in/")
    approver.fill("ID", "approver")
    approver.fill("パスワード", desk.demo.password("approver"))
    approver.submit("サインイン")
    approver.go("/admin/")
    approver.menu("確認と協議")
    open_review(approver, TITLE)
    approver.picture("tutorial-review", height=760, at=approver.page.locator("#changes"))
    tick_all(approver)
    approver.submit("承認する")
    approver.sees(APPROVED)
    visitor = desk.stranger()
    visitor.go("/measures/jr-tsukin-teiki-waribiki/")
    visitor.sees("（練習）")
    visitor.picture("tutorial-public", height=560)


TASKS: dict[str, Task] = {"tutorial": tutorial}
