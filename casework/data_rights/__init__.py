"""What people may ask of their own data: requests, complaints, breaches, and the papers kept."""
