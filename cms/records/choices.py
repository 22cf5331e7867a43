"""What an access record can be about."""

from django.db import models


class Action(models.TextChoices):
    SIGNED_IN = "signed_in", "サインインした"
    REFUSED = "refused", "サインインを断られた"
    LOCKED = "locked", "しばらく止められた"
    SIGNED_OUT = "signed_out", "サインアウトした"
    PASSWORD_CHANGED = "password_changed", "パスワードを変えた"
    ACCOUNT_ISSUED = "account_issued", "アカウントを発行した"
    ACCOUNT_CHANGED = "account_changed", "アカウントを変えた"
    ACCOUNT_ENDED = "account_ended", "アカウントを終わらせた"
    SECOND_FACTOR = "second_factor", "2段階認証を変えた"
    VIEWED = "viewed", "見た"
    DOWNLOADED = "downloaded", "ファイルを開いた"
    UPLOADED = "uploaded", "ファイルを入れた"
    UPLOAD_REFUSED = "upload_refused", "ファイルを断られた"
    EXPORTED = "exported", "書き出した"
    DENIED = "denied", "権限がなく断られた"
