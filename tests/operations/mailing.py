"""A process that does what a worker does with one mail. Called with a database, a mail server and
the mail's number."""

import sys
from uuid import UUID

from casework import database, keys
from casework.case_file.mail_work import GIVEN_UP, SENT
from casework.outbox.delivering import deliver
from casework.settings import Settings, settings

if __name__ == "__main__":
    url, server, number = sys.argv[1:]
    database.connect(url)
    keys.connect(settings(), url)
    deliver(UUID(number), Settings(smtp_url=server), SENT, GIVEN_UP)
