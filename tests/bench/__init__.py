"""What Casework costs, measured: `./dev bench`, or `python -m tests.bench NAME`."""
