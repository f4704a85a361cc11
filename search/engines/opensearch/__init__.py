"""The OpenSearch engine: an index on a cluster of machines, with our own terms, scores and counts.

In: documents, and a folder that comes to hold no more than the name of an index. Out: the answers of `memory`.
`engine` is the seam; `document_fields` says what a document becomes, `clause_queries` what a query does, and `ranking`
and `facet_counts` how exact that is.
"""

from search.engines.opensearch.engine import (
    add_stories,
    add_tags,
    announce,
    announced,
    complaints,
    conform,
    copy,
    discard,
    documents,
    extend,
    follow,
    is_configured,
    is_followed,
    is_outside,
    place,
    searcher,
    strangers,
    with_tags,
    write,
)

__all__ = [
    "add_stories",
    "add_tags",
    "announce",
    "announced",
    "complaints",
    "conform",
    "copy",
    "discard",
    "documents",
    "extend",
    "follow",
    "is_configured",
    "is_followed",
    "is_outside",
    "place",
    "searcher",
    "strangers",
    "with_tags",
    "write",
]
