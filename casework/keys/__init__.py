"""Keys: one for each case and each draft, wrapped by a root key, in a database of their own.

The main database never holds a key, so no backup of it brings one back that was destroyed. The
root key is in neither: it comes from a file or from the environment.
"""

from casework.keys.keystore import at_hand, connect, destroy, holders, key_of, key_to_read
from casework.keys.secrets import seal, unseal

__all__ = ["at_hand", "connect", "destroy", "holders", "key_of", "key_to_read", "seal", "unseal"]
