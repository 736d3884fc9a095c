"""How long things take and how often they fail, for whoever watches. Off unless it is set up.

What is told has the route, the task or the statement as the source has it: never an address, a
parameter, a case or a person.
"""
