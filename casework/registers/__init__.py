"""Clearing registers: what the policy lets people ask for or tell, and who decided what."""
