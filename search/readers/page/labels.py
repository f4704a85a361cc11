"""Headings of the boxes that sites put into an article's text: "Related stories", "Mehr zum Thema", "Lire aussi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from search.readers.page.elements import Element, letters
from search.readers.page.lines import Line

_LONGEST = 40
_STEPS = 3
"""Elements around such a heading of which one may be its box."""
_PHRASES = """
Read more | Read also | Read next | See also | Related | Related stories | Related story | Related articles
Related article | Related news | Related content | Related links | Related posts | Related coverage
Related reading | Related videos
Recommended | Recommended stories | Recommended articles | Recommended reading | Recommended for you | Trending
Trending stories | Trending articles | Trending news | More on this story
More on this topic | More stories | More like this | Paid content | Sponsored content
You may like | You might like | You may also like | You might also like
You may be interested in | You might be interested in | You might also be interested in
Most read | Most popular | Most viewed
Mehr zum Thema | Mehr dazu | Lesen Sie auch | Lies auch | Auch interessant | Das könnte Sie interessieren
Das könnte Sie auch interessieren | Weitere Artikel | Weitere Themen | Meistgelesen
À lire aussi | A lire aussi | Lire aussi | À lire également | A lire également | Lire également | Sur le même sujet
Sur le même thème | Les plus lus
Te puede interesar | Lee también | Lea también
Lee además | Mira también | Mirá también | Noticias relacionadas
Notas relacionadas | Temas relacionados | Lo más leído
Leia também | Leia mais | Veja também | Veja mais | Notícias relacionadas | Mais lidas | Mais populares
Leggi anche | Articoli correlati | Notizie correlate | I più letti
Lees ook | Lees meer | Gerelateerd | Gerelateerde artikelen | Meest gelezen
Læs også | Læs mere | Les også | Les mer | Läs också | Läs mer | Läs även | Lue myös | Lue lisää
Czytaj też | Czytaj także | Czytaj również | Czytaj więcej | Zobacz też | Zobacz także | Zobacz również | Polecamy
Čtěte také | Čtěte taky | Související | Související články
Читайте также | Читайте ещё | Читайте еще | По теме | Материалы по теме
İlgili haberler | Benzer haberler | Baca juga | Berita terkait
関連記事 | 関連ニュース | 関連リンク
相关新闻 | 相关阅读 | 相关报道 | 相关文章 | 相關新聞 | 相關文章 | 관련 기사 | 관련 뉴스
اقرأ أيضا | اقرأ أيضاً | مواضيع ذات صلة | مقالات ذات صلة | أخبار ذات صلة
"""
_LABELS = frozenset(letters(phrase) for line in _PHRASES.strip().splitlines() for phrase in line.split("|"))


def labelled(shown: Sequence[Line]) -> Iterator[Element]:
    """The elements that begin with a heading which says that other stories follow, and hold more than that heading."""
    for at, line in enumerate(shown[:-1]):
        if len(line.text) > _LONGEST or letters(line.text) not in _LABELS:
            continue
        before = {*shown[at - 1].block.iterancestors(), shown[at - 1].block} if at else set()
        after = {*shown[at + 1].block.iterancestors(), shown[at + 1].block}
        around = (line.block, *islice(line.block.iterancestors(), _STEPS))
        yield from islice((element for element in around if element in after and element not in before), 1)
