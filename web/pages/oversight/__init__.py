"""What executives and auditors look at, and what a second person decides."""
