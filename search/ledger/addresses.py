"""Articles of one address: what a site calls one article, in as many versions as were kept of it."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from search.ledger.database import is_there, reading

_BEGINNING = re.compile(r"^(?:[a-z+]{2,10}:)?(?://)?(?:[^/@?#]*@)?(?:www\.)?", re.IGNORECASE)
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|at_medium|at_campaign|ref_src)=", re.IGNORECASE)


def normal(url: str) -> str:
    """An address as it is compared, without scheme, "www.", port, tracking, last slash and place on its page.

    "" for an address that is only a site's: it is no article's.
    """
    bare = _BEGINNING.sub("", url.strip(), count=1)
    page, _, place = bare.partition("#")
    path, _, asked = page.partition("?")
    host, _, path = path.partition("/")
    kept = "&".join(part for part in asked.split("&") if part and not _TRACKING.match(part))
    # Some sites say with what stands behind "#" which article is shown: "#!/story/7".
    told = (path.rstrip("/"), kept, place if place.startswith(("/", "!")) else "")
    return "\n".join((re.sub(r":\d+$", "", host.lower()), *told)) if any(told) else ""


def digest_of(url: str) -> bytes | None:
    """What tells addresses apart; None for none."""
    told = normal(url)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest() if told else None


def same_address(build: Path, doc_id: str, url: str) -> tuple[str, ...]:
    """The ids of other articles of an address, by their paths; none where there is no ledger here.

    Raises IndexUnusable.
    """
    digest = digest_of(url)
    if digest is None or not is_there(build):
        return ()
    with reading(build) as database:
        if not database.execute("SELECT 1 FROM pragma_table_info('records') WHERE name = 'address'").fetchone():
            return ()  # an earlier version of the program has built it
        wanted = "address = ? AND copy_of = '' AND reason = '' AND id <> ?"
        found = database.execute(f"SELECT id FROM records WHERE {wanted} ORDER BY path", (digest, doc_id))  # noqa: S608
        return tuple(other for (other,) in found)
