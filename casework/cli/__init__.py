"""The console command `casework`."""

import signal


def app() -> None:
    """Run the command. Ctrl-C ends it without a traceback, also while it still loads."""
    at_once = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if at_once:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from casework.cli.every import run

    if at_once:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
