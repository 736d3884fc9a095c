"""What staff may and may not do: policies, their versions, and the clauses of each."""
