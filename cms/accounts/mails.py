"""Mails to people with accounts. They leave in a task: the answer on the screen never waits."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from cms.accounts.locking import hashed
from cms.accounts.models import User
from cms.core.calendar import today
from cms.core.mails import absolute

PAUSE = 5 * 60  # seconds between two mails to one address


@task()
def send_new_password_link(address: str) -> None:
    """A link for every account of the address that may sign in; none, no mail and no word of it."""
    if not cache.add(f"accounts.mails.{hashed(address)}", True, PAUSE):
        return
    for user in User.objects.with_mail(address).filter(is_active=True):
        if not user.has_expired(today()):
            send(user, "新しいパスワードを決める", "accounts/mails/new_password.txt")


@task()
def send_invitation(user_pk: int, inviter: str) -> None:
    """To somebody the owner added: the same kind of link, with another greeting."""
    user = User.objects.get(pk=user_pk)
    send(user, "アカウントができました", "accounts/mails/invitation.txt", inviter=inviter)


def send(user: User, subject: str, template: str, **words: object) -> None:
    """One mail to one person; links begin with the configured address, never with the visitor's."""
    context = {
        "name": str(user),
        "username": user.username,
        "link": password_link(user),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "forgotten": absolute(reverse("forgotten")),
        "people": absolute(reverse("people")),
        "site": settings.WAGTAIL_SITE_NAME,
        **words,
    }
    text = render_to_string(template, context)
    send_mail(f"{subject}（{settings.WAGTAIL_SITE_NAME}）", text, None, [user.email])


def password_link(user: User) -> str:
    """Good once and for ``PASSWORD_RESET_TIMEOUT``: the password and the last sign-in are in it."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return absolute(reverse("new_password", args=[uid, token]))
