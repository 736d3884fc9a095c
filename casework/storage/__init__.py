"""The write-once store of evidence and issued papers, encrypted under the key of each case.

Nothing in it is ever overwritten. A key reads `<what>/<the case or draft>/<its own id>`: the case
or draft is whose key encrypts it.
"""

from casework.storage.names import new_key
from casework.storage.sealing import CHUNK, Opened
from casework.storage.vault import Store, Stored, chunks_of, store

__all__ = ["CHUNK", "Opened", "Store", "Stored", "chunks_of", "new_key", "store"]
