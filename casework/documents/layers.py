"""Layers of an exhibit that its author switched off stay off in the pack."""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from casework.documents.leaves import Leaf


def carry_hidden_layers(pdf: Pdf, leaves: Sequence[Leaf]) -> None:
    """Say in the pack which layers exist and which are off; forms of pages already refer to them.

    A PDF keeps this for the whole document (ISO 32000-1, 8.11.4), so joining pages would lose it
    and show what nobody was shown.
    """
    sources = {id(source): source for source in _sources(leaves)}
    groups, off = Array(), Array()
    for source in sources.values():
        for group, hidden in _groups(source):
            carried = pdf.copy_foreign(group)
            groups.append(carried)
            if hidden:
                off.append(carried)
    if len(groups):
        pdf.Root.OCProperties = Dictionary(OCGs=groups, D=Dictionary(OFF=off))


def _sources(leaves: Sequence[Leaf]) -> Iterator[Pdf]:
    for leaf in leaves:
        for layer in leaf.layers:
            yield layer.source


def _groups(source: Pdf) -> Iterator[tuple[pikepdf.Object, bool]]:
    """Each layer of a document, and whether it is off when the document is opened."""
    properties = source.Root.get(Name.OCProperties)
    if not isinstance(properties, Dictionary):
        return
    shown_first = properties.get(Name.D, Dictionary())
    starts_off = shown_first.get(Name.BaseState) == Name.OFF
    turned = _ids(shown_first.get(Name.ON if starts_off else Name.OFF))
    for group in properties.get(Name.OCGs, ()):
        if group.is_indirect:
            yield group, (group.objgen in turned) != starts_off


def _ids(groups: pikepdf.Object | None) -> set[tuple[int, int]]:
    return {each.objgen for each in groups} if isinstance(groups, Array) else set()
