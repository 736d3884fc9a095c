"""Duties outside HR: each is asked, and answered with a referral or with why there is none."""
