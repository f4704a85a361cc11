"""The words that label the fields of an article in an export, in English, German, French, Dutch and Spanish.

Databases write them in capitals ("LENGTH: 355 words") or not ("Length: 355 words"), with hyphens or blanks, and with a
no-break space before or behind the colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_LABELS: Mapping[str, str] = {
    "title": "headline|title|titel|titolo|überschrift|schlagzeile|titre|kop|título|titular|encabezado",
    "author": "autore|autori"
    "|byline|author|authors|autor|autoren|verfasser|auteur|auteurs|autora|autores|autor(es)|por|von|signature",
    "section": "sezione|seção|secção|section|rubrik|ressort|rubrique|sección|seccion|rubriek|sectie|katern|teil",
    "page": "page|pages|seite|seiten|pagina|página|first page|start page|première page|primera página|erste seite",
    "words": "lunghezza|tamanho|extensão"
    "|length|länge|laenge|longueur|lengte|longitud|extensión|word count|wortanzahl|nombre de mots"
    "|aantal woorden|recuento de palabras",
    "language": "lingua|idioma da publicação|lingua di pubblicazione|lingua della pubblicazione"
    "|language|sprache|langue|taal|idioma|lengua|language of publication|sprache der publikation"
    "|langue de publication|idioma de la publicación|idioma de publicación",
    "subject": "subject|subjects|fach|fachgebiet|assunto|assuntos|soggetto"
    "|schlagwörter|schlagworte|thema|themen|sujet|sujets|onderwerp|onderwerpen|tema|temas"
    "|materia|subject term|subject terms|schlagwort",
    "lead": "resumo|riassunto|highlight|abstract|zusammenfassung|kurzfassung|résumé|resumen|samenvatting|intro|chapeau",
    "dateline": "dateline",
    "url": "url|document url|url du document|url del documento|dokument-url|website url",
    "id": "id do documento proquest|id documento proquest|record number|gale document number"
    "|acc-no|accession number|document id|numéro de document|document number|número de documento|dokumentnummer"
    "|proquest document id|id de document proquest|id del documento de proquest|proquest-dokument-id"
    "|id. de documento proquest|documentnummer",
    "edition": "edition|ausgabe|édition|editie|edición",
    "date": "data de publicação|data di pubblicazione"
    "|publication date|date of publication|publikationsdatum|erscheinungsdatum|date de publication"
    "|fecha de publicación|publicatiedatum|publication day",
    "source": "título da publicação|titolo della pubblicazione"
    "|publication title|publication|source title|titel der publikation|publikationstitel|zeitungstitel"
    "|titre de la publication|titre de publication|título de publicación|título de la publicación|titel van publicatie",
    "imprint": "informações da publicação|informações sobre a publicação"
    "|informazioni sulla pubblicazione|informationen zur veröffentlichung"
    "|publication info|publication details|publication information|publikationsinfo"
    "|informationen zur publikation|infos sur la publication"
    "|informations de publication|informations sur la publication"
    "|información de publicación|informacion de publicacion|publicatie-info",
    "text": "testo completo|texto integral"
    "|full text|volltext|texte intégral|texto completo|volledige tekst|full text of",
    "caption": "graphic|grafik|graphique|gráfico|grafiek|bild|photo|image|caption|captions|illustration",
    "notes": "notes|note|data carico|data di caricamento|data carga|data de carga"
    "|tipo di pubblicazione|tipo de publicação"
    "|erscheinungsjahr|ano de publicação|anno di pubblicazione"
    "|local de publicação|luogo di pubblicazione"
    "|hinweis|anmerkungen|opmerkingen|notas|correction|correction-date|corrections|korrektur"
    "|series|serie|série|name|people|person|personne|personen|persona|organization|organisation|organización|company"
    "|unternehmen|firma|société|societe|bedrijf|compañía|ticker|stock symbol|symbole boursier|industry|branche"
    "|activity sector|secteur activite|secteur d'activité|industria|geographic|geographie|geography|localisation geo"
    "|land|country|pays|país|state|city|stadt|ville|ciudad|stad|location|standort|lieu|ubicación|lugar"
    "|load date|ladedatum|date chargement|date de chargement|laad datum|laaddatum|laatste update|fecha de carga"
    "|fecha carga|update|lastupdate|last updated|zuletzt aktualisiert|dernière mise à jour|última actualización"
    "|publication type|publikationstyp|type publication|type de publication|publicatietype|tipo de publicación"
    "|tipo publicación|journal code|zeitungscode|zeitungs code|zeitschriftencode|code revue|code journal"
    "|tijdschriftcode"
    "|código de revista|document type|dokumententyp|type de document|documenttype|tipo de documento|copyright"
    "|copyright date|type|typ|isbn|issn|e-issn|coden|volume|issue|jahrgang|ausgabennummer|volumen|numéro"
    "|publisher|herausgeber|verlag|éditeur|editorial|uitgever|place of publication|erscheinungsort|lieu de publication"
    "|lugar de publicación|country of publication|erscheinungsland|pays de publication|país de publicación"
    "|publication subject|publication year|publikationsjahr|année de publication|año de publicación|source type"
    "|quellentyp|type de source|tipo de fuente|database|datenbank|base de données|base de datos|links|verknüpfungen"
    "|document feature|document features|classification|klassifikation|clasificación|identifier / keyword"
    "|identifier|keyword|keywords|company / organization|dissertation/thesis number|section heading|column"
    "|proquest document link|credit|accompanying|distribution|pub type|pub date|online date|date created"
    "|entry date|entrydate|subtitle|standfirst|legal|rights|term|body|memo|newsroom|day|dayofweek|special|web"
    "|supplement|print status|number of pages|doi|document status|ort|column|supplemental data|cite|page range|art",
}
"""Fields, and the labels of each. Those of "notes" say nothing that is asked for; they are no text either."""

_LINE = re.compile(r"(?P<label>[^\W\d_][^:\n]{0,42}?)[ \xa0]*:(?=[\s\xa0]|$)[ \t\xa0]*(?P<value>.*)", re.DOTALL)
_SHORT_FIELD = 300
_BY = re.compile(r"(?:by|von|par|door|por|(?-i:di|da|av|af))\s+(?=[^\W\d_])", re.IGNORECASE)
"""What a line of the writer begins with; the last ones begin names in capitals."""


@cache
def _fields() -> dict[str, str]:
    return {_folded(label): field for field, labels in _LABELS.items() for label in labels.split("|")}


def _folded(label: str) -> str:
    return re.sub(r"[\s\xa0_-]+", " ", label.casefold()).strip()


def labelled(paragraph: str) -> tuple[str, str] | None:
    """The field that a paragraph's label names and the words behind it, or None where it has no such label."""
    found = _LINE.match(paragraph)
    field = _fields().get(_folded(found["label"])) if found else None
    return (field, found["value"].strip()) if found and field else None


def capital_label(paragraph: str) -> tuple[str, str] | None:
    """The same for a label that is written in capitals."""
    head = paragraph.lstrip()
    return labelled(head) if head[:60].partition(":")[0].isupper() else None


def is_label(paragraph: str) -> bool:
    """Whether a paragraph begins as a field does: known, or a few words in capitals before a colon."""
    found = _LINE.match(paragraph)
    if not found:
        return False
    return _folded(found["label"]) in _fields() or (found["label"].isupper() and len(found["label"].split()) <= 3)


def is_capital_label(paragraph: str) -> bool:
    """Whether a paragraph is a short field of any name: "ZEITUNGS-CODE: KR"."""
    found = _LINE.match(paragraph.strip())
    return bool(found and found["label"].isupper() and len(paragraph) < _SHORT_FIELD)


def writer(words: str) -> str:
    """The name in a line of the writer, without the "By" that it begins with; names in capitals keep them."""
    line = " ".join(words.split())
    by = _BY.match(line)
    return line[by.end() if by else 0 :].strip(" .,;")


def is_byline(words: str) -> bool:
    """Whether a line says that somebody wrote it."""
    return bool(_BY.match(words)) and len(words) <= 120 and not words.rstrip().endswith((".", "!", "?"))
