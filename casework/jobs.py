"""Work left for later, queued in the same transaction as the act that asks for it."""

from functools import cache

import procrastinate
from procrastinate import SyncPsycopgConnector
from sqlmodel import Session

CAPTURE_PAGE = "casework.capture_page"
BUILD_PACK = "casework.build_pack"
READ_PAGES = "casework.read_pages"
MAKE_COPY = "casework.make_copy"
CHECKPOINT = "casework.checkpoint"
PREPARE = "casework.prepare"
TELL_OF_MALWARE = "casework.tell_of_malware"
TELL_OVERSEERS = "casework.tell_overseers"
RAISE_ALARM = "casework.raise_alarm"
VERIFY_ONE = "casework.verify_one"
TELL_OF_NIGHT = "casework.tell_of_night"
SEND_ROOM_LINK = "casework.send_room_link"
TELL_OF_RECALL = "casework.tell_of_recall"
TELL_OF_EXPORT = "casework.tell_of_export"
SEND_LETTER_LINK = "casework.send_letter_link"
DELIVER_WEBHOOK = "casework.deliver_webhook"
TELL_OF_WEBHOOK = "casework.tell_of_webhook"
SEND_MAIL = "casework.send_mail"
TELL_OF_MAIL = "casework.tell_of_mail"
REMIND_TO_READ = "casework.remind_to_read"


@cache
def _queue() -> procrastinate.App:
    """Only ever writes to the queue, always on the caller's own connection."""
    return procrastinate.App(connector=SyncPsycopgConnector())


def enqueue(session: Session, task: str, lock: str, **arguments: str) -> None:
    """Queue a task; it exists only if the caller's transaction commits.

    Jobs that share a `lock` run one after the other.
    """
    connection = session.connection().connection.dbapi_connection
    queue = _queue().configure_task(task, lock=lock, connection=connection)
    queue.defer(**arguments)
