"""An act as a page: what is asked, what comes back, and what is said afterwards."""
