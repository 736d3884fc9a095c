"""Coming back from a loss: a backup put where nothing is, proved before it serves, and tried."""
