"""What the keys of JSON objects and the columns of tables are called, in dumps of news as they really are."""

from __future__ import annotations

from collections.abc import Mapping

# The usual names of a field first; compared in lower case without blanks and signs ("Auteur(s)" is "auteurs").
_TITLE = """
title headline name heading subject articletitle newstitle posttitle storytitle storyheadline articleheadline
newsheadline headlinemain webtitle pagetitle booktitle documenttitle maintitle titel titre titular título titulo
titolo заголовок название başlık 标题 タイトル 제목 naslov rubrik otsikko cím überschrift ueberschrift schlagzeile
titelzeile titredelarticle títulodelanoticia títulodanotícia titoloarticolo videotitle kop tytuł tytul nadpis nagłówek
titlu τίτλος العنوان 標題 見出し
"""
_BODY = """
body text content articlebody fulltext maintext bodytext article articletext story contents newstext
postcontent contenttext rawtext cleantext message articlecontent newsbody newscontent storytext storybody
posttext textcontent volltext artikeltext texteintégral texteintegral textecomplet textocompleto textoíntegro
textointegral testocompleto testointegrale brödtext brodtext brødtekst artikkeliteksti pełnytekst treśćartykułu
plnýtext полныйтекст текстстатьи tammetin 全文 기사본문
corpsdelarticle textedelarticle corpsdutexte contenudelarticle cuerpodelanota cuerpodelanoticia textodelanoticia
textodelanota textodanotícia textodanoticia corpodanotícia testoarticolo testodellarticolo artikeltekst haupttext
fließtext textkörper plaintext extractedtext parsedtext txt maintxt ocrtext paragraphs
bodyhtml contenthtml transcript selftext maincontent storycontent postbody
bodytextsummary html inhalt texte contenu texto contenido conteúdo testo tekst teksti treść tresc содержание içerik
corps cuerpo corpo κείμενο النص
текст metin 正文 内容 內容 本文 본문
"""
_SUMMARY = """
leadparagraph description summary abstract excerpt snippet shortdescription abstractnote highlight selection
videodescription openingtext hitsentence
"""
_DATE_PUBLISHED = """
date datepublished published publishedat publisheddate publishdate publicationdate pubdate publishedon
publishedtime firstpublished dateofpublication articledate postdate datepublish webpublicationdate
publicationtime publishtime pubtime dateposted postedat postedon releasedate dateissued issued storydate
newsdate dateline timestamp datetime created createdat time day datecreated dateadded seendate datum fecha
data дата tarih 日期 発行日 날짜 erscheinungsdatum veröffentlichungsdatum veröffentlicht datedeparution
datedepublication fechapublicación fechapublicacion fechadepublicación datapublicação datadepublicação datapubblicazione
publiceringsdatum udgivelsesdato utgivelsesdato julkaisupäivä datapublikacji датапубликации yayıntarihi 発表日 发布日期
pubdt publishdt publicatiedatum publikationsdatum dateparution datepublication datadipubblicazione datadepubblicazione
publishedutc createdutc postcreateddate postcreated ts
"""
_SOURCE = """
source publisher publication outlet newspaper sitename site sourcename media publicationtitle pubtitle publicationname
publishername newspapername containertitle journaltitle origin feedtitle feedname outletname medianame
mediaoutlet newssource paper medium website quelle zeitung journal fuente fonte источник kaynak 来源 媒体
publikation tijdschrift krant tidning lehti źródło gazeta газета издание gazete
diario periódico giornale jornal 報紙 新聞 媒體
medio veículo veiculo testata bron källa kilde zdroj publikationstitel pagename channeltitle channelname
sitefull domain hostname
"""
_URL = """
url link canonicalurl sourceurl articleurl href permalink webpage weburl pageurl originalurl articlelink
storyurl newsurl uri alternate canonical
"""
_AUTHOR = """
author authors byline creator writer authorname publishedby creators bookauthor bylineoriginal authornames
writtenby reporter journalist correspondent autor auteur autore автор yazar 作者 verfasser författare forfatter
kirjoittaja auteurs autoren autores autori journaliste periodista redactor autoria authorsbyline screenname username
sender userprofile influencer
"""
_LANGUAGE = """
language lang languagecode inlanguage sprache langue idioma lingua язык
"""
KEYS: Mapping[str, tuple[str, ...]] = {
    "title": tuple(_TITLE.split()),
    "body": (*_BODY.split(), *_SUMMARY.split()),
    "date_published": tuple(_DATE_PUBLISHED.split()),
    "source": tuple(_SOURCE.split()),
    "url": tuple(_URL.split()),
    "author": tuple(_AUTHOR.split()),
    "language": tuple(_LANGUAGE.split()),
}
"""The names of every field of a record."""
_SAVED = """
created createdat datecreated dateadded timestamp timeadded savedat addedat datesaved ts
"""
SAVED = frozenset(_SAVED.split())
"""Names of a day that is that of publication, but not beside a title and an address: then it is that of saving."""
READERS = frozenset({"origin"})
"""Names that mean a field only where they hold an object: feed readers keep a feed's title in one."""
SUMMARIES = frozenset(_SUMMARY.split())
"""Names of what stands for a text where a record has none of its own."""
KEPT = frozenset({"href", "extended"})
"""Names that together only bookmarks have (Pinboard's): every day of such a record is that of saving."""
HOSTS = frozenset({"sitefull", "domain", "hostname"})
"""Names that mean whose an article is only where they hold a name of the net ("quay.example"); others sort by them."""
AROUND = ("thread",)
"""Keys under which services keep what they say of the page around a post, for want of the post's own."""
MODIFIED = ("datemodified", "modified", "modifiedat", "updated", "updatedat", "lastmodified", "dateupdated")
"""Names of the day of a last change."""
WRAPPERS = ("_source", "fields", "doc", "attributes", "article", "story", "document", "item", "post", "record", "data")
"""Keys under which exports of databases keep the record itself."""
_OWN = """
id uid uuid guid recordid articleid docid documentid storyid postid messageid
"""
OWN_KEYS = tuple(_OWN.split())
"""Keys that tell a record from all others of its file."""
