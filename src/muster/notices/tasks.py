"""The job that sends the mail which a write has made due: after its transaction, in the worker."""

from datetime import UTC, datetime

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from muster.notices.sending import send_due_mail


@task()
def send_mail_now() -> None:
    """Send the mail that is due at once. What fails stays due for the next run."""
    send_due_mail(datetime.now(UTC))


def queue_mail() -> None:
    """Queue the job unless one waits already, which will find whatever is due by then."""
    is_waiting = DBTaskResult.objects.ready().filter(task_path=send_mail_now.module_path).exists()
    if not is_waiting:
        send_mail_now.enqueue()
