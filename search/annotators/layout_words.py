"""The words by which pages give away what is not the article, in the languages at hand: prompts, credits, captions.

Each pattern is for one short line. Those that are looked for inside a line speak to the reader ("your email", "our
newsletter", "sign up"), which an article's own sentences do not.
"""

from __future__ import annotations

import re

from search.annotators.alternatives import parted
from search.annotators.cues import Cued, cued


def _starts(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})", re.IGNORECASE)


def _inside(*phrases: str) -> Cued:
    return cued(re.compile("|".join(phrases), re.IGNORECASE))


def _whole(*lines: str) -> re.Pattern[str]:
    """Lines from their beginning."""
    return re.compile("|".join(lines), re.IGNORECASE)


def _prompts(*phrases: str) -> re.Pattern[str]:
    """Phrases at the beginning of words in lower case: ten times as fast as in any case, and asked of most blocks."""
    return re.compile(rf"\b(?:{parted(phrases)})")


_COUNT = r"(?:\(?\d+\)?\s)?"
_ALONE = r"(?:\s?\(?\d+\)?)?\s*:?$"

COMMENTS = _starts(
    rf"{_COUNT}comments?{_ALONE}|{_COUNT}responses?{_ALONE}|{_COUNT}kommentare?{_ALONE}",
    rf"{_COUNT}commentaires?{_ALONE}",
    rf"{_COUNT}comentarios?{_ALONE}|{_COUNT}comentários?{_ALONE}|{_COUNT}commenti{_ALONE}|{_COUNT}reacties?{_ALONE}",
    rf"{_COUNT}комментари[ийев]+{_ALONE}|{_COUNT}yorum(?:lar)?{_ALONE}|评论{_ALONE}|コメント{_ALONE}|댓글{_ALONE}",
    rf"التعليقات{_ALONE}|komentar(?:ze|z|e|y|i)?{_ALONE}|kommentarer?{_ALONE}|kommentit{_ALONE}|hozzászólások{_ALONE}",
    rf"comentarii{_ALONE}|bình luận{_ALONE}|ý kiến(?: bạn đọc| của bạn)?{_ALONE}|(?:แสดง)?ความคิดเห็น{_ALONE}",
    rf"टिप्पणि?(?:याँ|यां|यों|ी){_ALONE}|коментар(?:і|и){_ALONE}|σχόλια{_ALONE}|نظرات{_ALONE}|تبصرے{_ALONE}",
    r"dodaj komentarz|skriv (?:en )?kommentar|legg igjen en kommentar|kirjoita kommentti|přidat komentář|réagir à cet",
    r"tulis komentar|gửi bình luận|अपनी टिप्पणी|diskutieren sie mit|(?:ver|participa en) (?:los )?comentarios",
    r"plaats (?:een )?reactie|(?:view|show|read) (?:all )?(?:\d+ )?comments$",
    r"leave (?:a|your) (?:reply|comment)|(?:post|write|add|submit) (?:a |your )?comment",
    r"join the (?:discussion|conversation)",
    r"log ?in to (?:leave|post|comment)|be the first to comment|comments? (?:are|is) closed|have your say",
    r"schreiben? sie einen kommentar|schreibe einen kommentar|kommentar (?:schreiben|verfassen|hinterlassen)",
    r"(?:laisser|poster|ajouter) un commentaire|(?:deja|dejar|escribe) (?:un|tu) (?:comentario|respuesta)",
    r"deja una respuesta",
    r"deixe (?:um|seu) comentário|lascia un commento|geef een reactie|laat een reactie|yorum (?:yap|yaz)",
    r"(?:оставить|добавить|написать) комментарий|发表评论|留言|コメントを(?:書く|残す)|댓글 ?(?:쓰기|달기)|اترك تعليق",
    r"0 / 0$|sign in (?:to unlock|to comment|for more)",
)
"""What opens the part of a page that belongs to its readers: nothing after it is the article."""

SECTION = _starts(
    r"related\s?(?:articles?|stories|story|news|posts?|topics?|content|links|coverage|reading)?\s*:?$",
    r"more (?:from|on|news|stories|in|like)\b|you (?:may|might) (?:also )?(?:like|be interested)",
    r"(?:recommended|trending)(?: (?:for you|now|stories|articles|reading|topics|news|today|on .{1,30}))?\s*:?$",
    r"(?:most|latest) (?:read|popular|viewed|news|stories|posts|headlines)|in other news|top stories|today.?s hot",
    r"editor.?s picks|popular (?:posts|stories|news)|about the (?:author|writer)",
    r"(?:previous|next) (?:post|article|story)",
    r"ähnliche (?:artikel|beiträge)|weitere (?:artikel|beiträge|themen|nachrichten|meldungen)",
    r"das könnte (?:sie|dich)",
    r"auch interessant|meistgelesen|neueste (?:beiträge|artikel)|articles? (?:similaires|liés)",
    r"sur le même (?:sujet|thème)",
    r"la rédaction vous (?:conseille|recommande)|à découvrir aussi|lire plus tard|nos lecteurs ont (?:lu|aimé) aussi",
    r"les plus lus|noticias relacionadas|artículos relacionados|te puede interesar\s*:?$",
    r"(?:lo )?más (?:leídas?|leídos?|visto)",
    r"notícias relacionadas|mais lidas|veja (?:também|mais)$|articoli correlati|potrebbe interessarti|i più letti",
    r"похожие (?:статьи|новости|материалы)|(?:ещё |еще |также )?по теме|другие новости|gerelateerd|meest gelezen",
    r"ilgili haberler|çok okunanlar|热门(?:新闻|文章)|関連(?:ニュース|記事)$|관련 ?기사",
    r"اقرأ أيضا$|الأكثر قراءة|(?:مواضيع|أخبار|مقالات) (?:ذات صلة|متعلقة)$",
    r"(?:à lire aussi|lire aussi|à lire également|dans la même rubrique|sur le même thème|voir aussi)\s*:?$",
    r"(?:lesen sie auch|lesen sie mehr|mehr zum thema|mehr dazu|passend zum thema)\s*:?$",
    r"(?:leia (?:também|mais)|leggi anche|lee también|lea también|lees ook|más información)\s*:?$",
    r"meer over dit (?:onderwerp|thema)|mais sobre|(?:читайте также|материалы по теме|самое читаемое|главное)\s*:?$",
    r"bunlar da ilginizi|(?:czytaj|zobacz|przeczytaj) (?:także|też|również)\s*:?$|powiązane (?:artykuły|tematy)",
    r"najczęściej czytane|(?:läs|les|læs) (?:mer|mere|också|også)\s*:?$|mest (?:läst|lest|læst)|lue myös\s*:?$",
    r"luetuimmat|související (?:články|zprávy)|nejčtenější|(?:kapcsolódó|ajánlott) cikkek|citește și\s*:?$",
    r"(?:berita|artikel) (?:terkait|lainnya|populer)|baca juga\s*:?$|(?:tin|bài(?: viết)?|tin tức) (?:liên quan|khác)$",
    r"(?:đọc nhiều|xem thêm|đọc thêm|tin mới)(?: nhất)?\s*:?$|ข่าว(?:ที่)?(?:เกี่ยวข้อง|ยอดนิยม|ล่าสุด)|อ่าน(?:เพิ่มเติม|ต่อ)$",
    r"(?:संबंधित|लोकप्रिय|ताज़ा|ताजा) (?:खबरें|ख़बरें|समाचार)|(?:ये|यह) भी (?:पढ़ें|देखें)\s*:?$",
    r"相关(?:新闻|阅读|报道)$",
    r"相關(?:新聞|報導|文章)$|(?:推荐|推薦|延伸)(?:阅读|閱讀)$|アクセスランキング",
    r"おすすめ記事|あわせて読みたい|많이 본 뉴스|추천 ?기사",
    r"(?:пов['’]язані новини|читайте також|διαβάστε επίσης|مطالب مرتبط|اخبار مرتبط)\s*:?$",
)
"""What opens a list of other articles."""

RELATED = _starts(
    r"(?:also|you may) (?:read|see|watch)\s*[:|–-]|(?:read|see|watch)(?: the)? (?:more|also|next)\s*[:|–-]",
    r"related\s*[:|]|also on [^:]{2,30}:",
    r"(?:don.t miss|explained?|explainer|in pictures|opinion|analysis)\s*[:|]\s",
    r"(?:mehr|lesen sie|lies)(?: auch| dazu| mehr)*\s*:",
    r"mehr zum thema\s*:|à (?:lire|voir)(?: aussi)?\s*:|lire (?:aussi|également)\s*:|voir aussi\s*:",
    r"(?:lea|lee|vea|mira) también\s*:",
    r"(?:leia|veja)(?: também| mais)\s*:|leggi anche\s*:|читайте (?:также|ещё|еще)\s*:?|смотрите также\s*:?",
    r"lees ook\s*:",
    r"ayrıca (?:okuyun|bakınız)\s*:|ilgili haber\s*:|(?:相关|延伸|推荐)(?:阅读|新闻|文章|報導|报道)\s*[:：]?",
    r"関連記事\s*[:：]?",
    r"(?:czytaj|zobacz|przeczytaj) (?:także|też|również)\s*:|(?:läs|les|læs) (?:mer|mere|också|også)\s*:|lue myös\s*:",
    r"te puede interesar\s*:|en savoir plus\s*:|baca juga\s*:|(?:xem|đọc) thêm\s*:|อ่าน(?:เพิ่มเติม|ต่อ)\s*:",
    r"(?:ये|यह) भी (?:पढ़ें|पढ़ें|देखें)\s*[:-]|по теме\s*:|читайте також\s*:|citește și\s*:|čtěte také\s*:",
    r"관련 ?기사\s*[:：]?|اقرأ أيضا?ً?\s*:",
)
"""A pointer to one other article, in the middle of this one."""

_SOCIAL = r"facebook|twitter|x|instagram|youtube|linkedin|whatsapp|telegram|pinterest|reddit|e-?mail|mail|print|vk"
SHARING = _starts(
    r"share(?: (?:on|via|by|with|your|full|article)\b[^.]{0,60}| this\b[^.:|]{0,60})?$",
    rf"share(?: this)?\s?[:|](?:[^.]{{0,60}}\b(?:{_SOCIAL}|click|copy|link|tweet)\b[^.]{{0,60}}|\s*)$",
    r"(?:print|e-?mail) (?:this|the) (?:page|article|story)|tweet$",
    r"send by e-?mail|(?:read or )?share this (?:story|article|page)\s?:",
    rf"(?:{_SOCIAL}|share)(?:\s*[|/·•,]?\s*(?:{_SOCIAL}|share|tweet))*$",
    rf"(?:follow|find|like|join|read|watch) (?!the money)[^.]{{1,60}} (?:on|via|at) (?:{_SOCIAL})\b",
    r"(?:partager|teilen|compartir|compartilh(?:ar|e)|condividi|поделиться|delen|paylaş|udostępnij|"
    r"sdílet|megosztás|distribuie|bagikan|поділитися)\b[^.]{0,50}$|分享到?|シェア|공유하기",
    r"(?:แชร์|शेयर(?: करें)?|مشاركة|شارك|chia sẻ)$",
    r"(?:dela|del|jaa)(?: (?:artikeln|artikkelen|artiklen|på|via)\b[^.]{0,40})?$",
    r"deel (?:dit|via|op)\b[^.]{0,40}$|(?:merken|drucken|imprimer|stampa|imprimir|yazdır|drukuj|print|"
    r"打印|印刷|인쇄|พิมพ์)$",
)
"""Buttons to share or follow."""

LABEL = _starts(
    r"(?:\w+[:\s]\s*)?\d{1,3}[ -]min(?:ute)?s?\.?(?: read| to read| reading time)?$|reading time|lesezeit",
    r"temps de lecture",
    r"tiempo de lectura|время чтения|in (?:summary|brief|short)$|summary$|advertisement$|anzeige$|publicité$",
    r"publicidad$",
    r"(?:advertentie|annons|annonse|annonce|mainos|reklam[ay]?|hirdetés|publicitate|iklan|quảng cáo|โฆษณา|विज्ञापन)$",
    r"(?:إعلان|广告|廣告|広告|광고|continua (?:após a|depois da) publicidade|la suite après (?:cette|la) publicité)$",
    r"реклама$|pubblicità$|profile photo$|listen to (?:this )?article|play audio|loading\W*$|image$",
    r"photo$|video$|listen\s?[·•|:]\s?\d+:\d\d\b.{0,12}$",
    r"(?:slideshow|gallery) \(\d+ (?:images?|photos?|pictures?)\)$",
    r"(?:advertisement )?(?:continue reading (?:the main story|below)|"
    r"(?:story|article) continues? below(?: advertisement)?)$",
    r"story continued below$|this article is more than \d+ (?:year|month)s? old$|scroll (?:down )?to continue$",
    r"skip (?:past )?(?:the )?(?:advertisement|newsletter promotion)$",
    r"this (?:article|draft|page) (?:requires|needs|is awaiting) (?:pre-publication |editorial )?review\b.{0,20}$",
)
"""Small words around an article: reading times, "in summary", "advertisement"."""

INVITATION = _starts(
    r"(?:listen to|watch|download|read) .{1,40} (?:on|app|in) (?-i:(?:[Tt]he )?[A-Z]).{1,40}$|welcome to (?-i:[A-Z])"
)
"""A line below an article that invites to something else of its publisher's."""

FURNITURE = _prompts(
    r"skip to (?:main )?(?:content|navigation)|zum inhalt springen|aller au contenu|saltar al contenido",
    r"vai al contenuto",
    r"(?:we|this (?:web)?site|our (?:web)?site)\s+uses?\s+cookies",
    r"(?:accept|manage|reject)\s+(?:all\s+)?cookies|agree to our",
    r"by (?:continuing to (?:use|browse)|using this site|clicking|signing up)\b.{0,30}\byou\b",
    r"terms (?:of (?:use|service)|and conditions)\s*(?:[|·]|$)",
    r"(?:sign|signing) up (?:for|to) (?:our|the|a|his|her)\b.{0,40}(?:newsletter|letter|e-?mail|alert|briefing)",
    r"sign up (?:now|today)|sign up for .{0,30}newsletters?\b|subscribe to .{0,40}newsletters?\W*$",
    r"subscribe (?:now|today|here|to our)",
    r"you can unsubscribe|unsubscribe at",
    r"your e-?mail(?: address)?\b|(?:in|to) your (?:inbox|mailbox)\b|required fields|member-only",
    r"already a registered (?:user|member|reader|subscriber)",
    r"our community guidelines|commenting platform|click here to",
    r"enable javascript|all rights reserved",
    r"notre (?:lettre|newsletter)|nous utilisons des cookies|(?:inscrivez|abonnez)-vous|tous droits réservés",
    r"tout accepter",
    r"votre (?:adresse|e-?mail)|(?:wir|diese (?:web)?seite) verwende[nt]* cookies|alle rechte vorbehalten",
    r"newsletter (?:abonn|anmeld)",
    r"ihre e-?mail|utilizamos cookies|todos los derechos reservados|suscr[ií]b[ae](?:se|te)|tu correo",
    r"inicia(?:r)? sesión",
    r"todos os direitos reservados|inscreva-se|assine (?:a|nossa|já)|tutti i diritti riservati|iscriviti alla",
    r"utilizziamo (?:i )?cookie",
    r"все права защищены|подпи(?:шитесь|саться)|(?:мы|сайт) использу\w+ (?:файлы )?cookie|alle rechten voorbehouden",
    r"(?:wij|we) gebruiken cookies|(?:schrijf je in|meld je aan) voor|tüm hakları saklıdır|abone ol",
    r"çerez(?:ler)? kullan",
    r"zapisz się (?:do|na)|prenumerera på|abonner på|tilmeld dig|meld deg på|tilaa uutiskirje|přihlaste se k odběru",
    r"iratkozzon fel|abonați-vă|berlangganan|đăng ký nhận|สมัครรับ|की सदस्यता लें|(?:jetzt|unseren) .{0,20}newsletter",
    r"bültenimize|اشترك في (?:النشرة|قناة)|扫一扫|关注.{0,6}(?:公众号|微信)|メールマガジン|뉴스레터 ?구독",
    r"a version of this article appears in|order reprints|our standards: the",
    r"this article (?:first )?appeared in (?:the )?.{0,40}(?:section|edition|issue)",
    r"in the print edition under the headline",
    r"you can now listen to|this (?:document|article|content) is subject to copyright",
    r"materials provided by .{2,60}\. note:",
    r"il vous reste [\d,.]+ ?% de|réservée?s? aux abonnés|dans votre boîte (?:mail|de réception)",
    r"directement dans votre boîte",
    r"dieser (?:artikel|text|beitrag) (?:stammt|ist) (?:aus|in) der .{0,30}(?:ausgabe|nr\.|\d/\d)",
    r"um weiterlesen zu können",
    r"weiterlesen mit .{0,20}(?:abo|plus)|mit einem abo|para seguir leyendo|contenido exclusivo para suscriptores",
    r"regístrate gratis|conteúdo exclusivo para assinantes|(?:continue|continua) (?:lendo|a leggere) (?:con|com)",
    r"questo (?:articolo|contenuto) è riservato|dziękujemy, że (?:przeczyta|jeste)|dapatkan update|mari bergabung di",
    r"(?:e-?mail|contact|call|text|write to) us at|(?:do you have|have you got|got|have) a (?:news )?(?:story|tip)\?",
    r"unlimited access to (?:all|our|every)|uneingeschränkten zugang zu|accès illimité à|acceso ilimitado a",
    r"cliquez ici pour|klicken sie hier|haga clic aquí|clique aqui para|clicca qui",
    r"thanks for reading .{2,60}subscribe|already a subscriber|continue reading with a",
    r"unable to load the form|do you know more about this|(?:do|if) you have (?:any )?information about this story",
    r"sign up here\W*$|(?:join|follow) our (?:whatsapp |telegram )?channel",
    r"follow us on (?:social media|facebook|instagram|twitter)|empfohlener (?:redaktioneller|externer) inhalt",
    r"mit ihrer zustimmung (?:wird|werden) hier|jetzt weiterlesen\b",
)
"""Notices, prompts and legal lines, wherever they stand in a line in lower case."""

_FURNITURE_AHEAD = _prompts(
    r"[^.!?]{0,60}privacy policy$",
    r"subscribe\b(?! to the (?:view|idea|notion|theory))",
    r"[^.!?]{0,40}newsletters?$",
    r"enter your",
    r"(?:or )?(?:sign|log) ?in\b.{0,3}$",
    r"(?:sign|log) ?in (?:for|to)\b",
    r"(?:or )?(?:create|manage) (?:an? |your )?(?:free )?account",
    r"[^.!?]{0,40}terms of use",
    r"download (?:the|our) .{0,30}app\b",
    r"e-?paper$",
    r"open in app$",
)
_REPORTED = re.compile(
    r"[,;–—] (?:\w+ ){0,4}(?:says?|said|told|warn(?:s|ed)?|report(?:s|ed)|according|sag(?:t|te|ten|en)|dit|disent|dice|"
    r"dicen|dijo|dijeron|diz|dizem|disse|dicono|zegt|zeggen|zei|говор[ия]т|сказал[аи]?)\b"
    r"|\b(?:was|were|had been|has been|have been|failed|fails|did not)\b"
)
"""What a prompt does not say: "Log in to the portal failed, users say" reports of one."""

_FURNITURE_GLUED = re.compile(
    "جميع الحقوق محفوظة|版权所有|保留所有权利|未经(?:授权|许可)|無断(?:転載|複製)|무단 ?전재|저작권자"
)


def is_furniture(line: str) -> bool:
    """Whether a line in lower case holds a notice, a prompt or a legal line, or is one."""
    glued = not line.isascii() and _FURNITURE_GLUED.search(line)
    prompt = _FURNITURE_AHEAD.match(line) and not _REPORTED.search(line)
    return bool(glued or prompt or FURNITURE.search(line))


_PICTURE = "|".join(
    (
        r"(?:file )?(?:photos?|photograph|images?|pictures?)(?: credits?)?|credits?|illustration|graphic",
        r"fotos?|foto di",
        r"bild(?:er)?|grafik|crédit(?: photo)?s?|imagen|imagem|immagine|фото(?: и видео)?|снимок",
        r"иллюстрация|fotoğraf|beeld|fot|zdjęcie|kuva|ảnh|ภาพ|फोटो",
    )
)
CAPTION = _inside(
    rf"(?:^|\W)(?:{_PICTURE})\s?[:：/©|]\s?(?-i:[^a-zа-я\W]|[@©(\"“‘]|dpa|epa|imago|privat).{{0,70}}$",
    rf"^\W*(?:{_PICTURE})\s?[:：]",
    r"(?:getty images|shutterstock|\breuters/[^\W\d_][\w .'’/-]{2,40}|[.|] ?(?:ap|afp|epa|dpa) photo)"
    r"[)\]]?(?: more)?\W*$",
    r"^\W*(?:[图圖]|写真|사진|صورة|الصورة)\s?[:：=]|^\W*(?:fot\.|beeld)\s(?-i:[A-Z]).{2,50}$|\s摄$",
    r"^\W*(?:[^\W\d_][\w.'’-]*\s){1,4}\(@\w{2,20}\)[^.!?]{0,40}$|^\W*file (?:photo|image|picture)\s?[:–—-]",
    r"^enlarge this image\b|\btoggle caption\b",
    r"\((?:ap|reuters|afp|epa|dpa|upi|getty) (?:photo|file|image)|/getty images?\)",
    r"\([^()]{3,60}/\s?(?:ap|reuters|afp|epa|dpa|getty images)\)\W*$",
    r"(?:^|[.(\[|–—•]\s*)(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy(?: of)?) "
    r"(?-i:[^a-zа-я\W]).{0,50}$",
    r"\b(?:photo|picture|image) credit\b|^!\[",
)
"""What stands under a picture, when it says so."""

CAPTION_GOES_ON = re.compile(r"(?:seen|pictured|shown|photographed|posing|photo(?:graph)?ed)\b")
"""The second line of a caption, in lower case: "seen from the harbour office"."""

PICTURED = _inside(
    r"\bfile photo\b|\bgetty images\b|/getty\b|shutterstock",
    r"\b(?:ap|afp|epa|reuters|dpa|upi) (?:file )?(?:photo|image)\b|\breuters/\w",
    r"/\s?(?:ap|reuters|afp|epa|dpa)\)",
    r"\b(?:photos?|images?|pictures?|fotos?|фото)(?: credit)?\s?[:：/©]|\btoggle caption\b|^\W*photos?\b",
    r"\b(?:photo|image|picture|photograph)s? (?:by|courtesy|taken)\b|\((?:ap|afp|epa|reuters)\)\W*$|\(@\w{2,20}\)",
)
"""Words of a picture's or an embedded post's credit: a date beside them is the day of that."""

_APPEARED = (
    r"(?:first |originally )?(?:published|appeared) (?:in|on|by)|"
    r"(?:zuerst )?(?:erschienen|veröffentlicht) (?:in|im|am|auf)|(?:publié|paru) (?:dans|sur)|"
    r"publicad[oa] (?:en|em|no|na)|pubblicato (?:su|in)"
)
CREDIT = _whole(
    r"^\W*(?:sources?|fuentes?|fonti|fonte|quellen?|источники?|bron(?:nen)?|kaynak)\s?[:：].{0,60}$",
    r"^\W*(?:来源|來源|出典|출처|المصدر)\s?[:：]|^\W*[(（]?(?:责任编辑|責任編輯|责编|編輯|编辑|校对|审核)\s?[:：]",
    r"^\W*(?:关键词|關鍵詞|关键字|标签|標籤|キーワード|タグ|태그|tags?)\s?[:：]",
    r"^\W*(?:etiquetas|mots[- ]clés|schlagwörter|теги?)\s?[:：]",
    r"^\W*(?:citation|provided by|more information|journal information|story source|explore further)\s?[:：]",
    r"^[^.!?]{0,80}(?:©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b\s*(?:©|\(c\)|(?:19|20)\d\d))",
    r"^\W*copyright\s*(?:by\s)?(?-i:[A-ZА-Я])",
    r"^\W*(?:\w+ )?with (?:\w+ )?inputs? from\b",
    r"^\W*\(?(?:with|avec|mit|con|com|met) (?:material (?:von|der) |(?:información|informações|informazioni) d[eia] )?"
    r"(?-i:[A-Z]{2,5})(?:\W+(?:and|und|et|y|e|en)?\W*(?-i:[A-Z][\w]+)){0,3}\W*$",
    r"^\W*(?:additional |with )?reporting by (?-i:[A-Z])|^\W*(?:writing|editing) by (?-i:[A-Z])",
    r"^\W*(?:this (?:article|story) (?:was )?)?(?:first |originally )(?:published|appeared) (?:in|on|by)\b",
    r"^\W*published (?:in|on|by)\b[^.]{0,60}$|^contributing\s?:",
    rf"^\W*(?:{_APPEARED})\b.{{3,60}}\b(?:19|20)\d\d(?:\W+(?:pages?|pp?|seiten?|s|p[áa]g(?:ina)?)\W*[\w–-]{{1,9}})?\W*$",
    r"^\W*(?:(?:press|media) (?:contacts?|enquiries|inquiries|relations)|contacts? (?:presse|prensa|stampa|media)|"
    r"presse-?kontakt|contacto de prensa|ufficio stampa|perscontact|presskontakt)\s*(?:[:：–-].{0,160})?$",
    r"^\W*(?:url|permalink|short link)\s?:\s?(?:https?://|www\.)\S+$",
    r"^\W*(?:(?:(?-i:[A-ZÀ-ÝА-ЯЁ])[\w.'’-]{0,20},?\s){2,5}|[가-힣]{2,4}\s?기자\s)"
    r"(?:[^@!?]{0,80}[\s,:|(])?[^\s@]{1,40}@[^\s@]{1,40}\.[a-z]{2,12}\W{0,3}$",
    r"^[^.,]{3,60} contributed to this (?:report|story|article)\W*$",
    r"^[^\W\d_][\w .,'’&-]{1,38}\s?/\s?(?-i:[A-ZА-Я]{2,4})$",
)
"""Who published, wrote or holds a text."""

MENU = re.compile(
    r"^[^|»›>/•·]+(?:\s[|»›>/•·]\s[^|»›>/•·]+){2,}$|^\W*(?:[^\s»›>]+\s){1,4}[»›>](?:\s[^\s»›>]+){1,3}\s*$"
)
"""Entries side by side, or the path to a page."""

BYLINE = re.compile(
    r"\W*(?i:by|von|par|por|di|door|av|af|автор|текст|"
    r"written by|posted by|reported by|author|autor|auteur|autore)\s?:?\s"
    r"(?:(?:our|onze|notre|nuestr[oa]|unser\w{0,2}|noss[oa]|(?:il )?nostro|vår)\s(?:[^\W\d_A-Z]+\s){1,2})?"
    r"(?P<name>[A-ZÀ-ÝА-ЯЁ][\w'’.-]+(?:\s(?:[A-ZÀ-ÝА-ЯЁ][\w'’.-]*|von|van|de|der|del|da|di|la|al|bin)){0,4})"
    r"(?:\s?(?:,|\||•|·|–|-|/|&|\b(?:and|und|et|y|e|en|og|och|и)\b)\s?(?P<rest>.{0,60})"
    r"|\s?\((?:(?:with|avec|mit|con|com|met)\s[^()]{2,40}|[A-Z/ ]{2,12})\))?$"
)
"""Who wrote it: the name, and what stands after it (a second name, a role, the newspaper)."""

_SECOND = r"[A-ZÀ-ÝА-ЯЁ][\w'’.-]+(?:\s[A-ZÀ-ÝА-ЯЁ][\w'’.-]*){1,3}"
WRITERS = re.compile(
    rf"(?P<others>(?:,\s{_SECOND})*),?\s(?:and|&|und|et|y|e|en|og|och|и)\s(?P<last>{_SECOND})(?=$|\s?[,|•·–/(-])"
)
"""How a byline goes on behind the first name where several wrote: ", Ivo Brandt and Ada Lund"."""

_NAMED = r"[^\W\d_][\w\u0900-\u0963\u0e31-\u0e4e.'’-]*"
_FULL_NAME = rf"{_NAMED}(?:\s{_NAMED}){{0,3}}"
WRITER = re.compile(
    r"\W*(?:(?:记者|記者|作者|文|글|автор|بقلم|كتبت?|نویسنده|מאת|כתבה?|συντάκτης|κείμενο|โดย|लेखक|szerző|kirjoittaja|"
    r"haber|yazan|yazar|tác giả|penulis|(?:texto?|tekst|texte|testo|teksti|szöveg)"
    r"(?: (?:&|and|und|et|y|e|en|og|och|i|ja) (?:photos?|fotos?|bild(?:er)?|zdjęcia|kuvat?))?)\s?[:：／]\s?|"
    rf"(?:记者|記者|بقلم|โดย)\s)(?P<name>{_FULL_NAME})(?:\s?[|•·,，/].{{0,60}})?$|"
    rf"\W*(?P<before>{_FULL_NAME})\s?(?:記者|기자|记者)\W*$",
    re.IGNORECASE,
)
"""Who wrote it, where the word for it has other letters than ours, a colon, or stands behind the name."""

WRITES = re.compile(
    r",? (?:is|was) (?:an?|the|our|based in) .{0,40}"
    r"(?:report|correspond|journalis|editor|writer|column|author|contribut|professor|fellow)|"
    r",? (?:covers|writes|reports|has (?:covered|written|reported|been (?:a|an|the|our))|joined the)\b|"
    r" (?:ist|est|es|é|è) .{0,40}(?:redakt|journalis|korrespond|correspond|period|giornalis|jornalis)",
    re.IGNORECASE,
)
"""How a line goes on that begins with the writer's name and tells who that is."""

PUBLISHED = _inside(
    r"\b(?:first )?(?:published|posted|publication date|date|released|created|filed|issued)\b",
    r"\b(?:veröffentlicht|erschienen|publiziert|erstellt|publiée?|mis en ligne|paru)\b",
    r"\b(?:publicad[oa]|pubblicato|publicação|postado)\b",
    r"\b(?:data (?:publikacji|d[ei] pubblicazione|d[ae] publicação)|fecha de publicación)\b",
    r"\b(?:date de (?:publication|parution)|dodano|datum zveřejnění|zveřejněno)\b",
    r"\b(?:publicerad|publisert|udgivet|julkaistu|opublikowano|publikováno|megjelent|publicat|diterbitkan|đăng)\b",
    r"\b(?:ngày đăng|опубліковано|δημοσιεύ\w+|تاريخ النشر|منتشر شده|प्रकाशित|เผยแพร่|giriş tarihi|oluşturulma)",
    r"\b(?:опубликовано|дата|размещено|gepubliceerd|geplaatst|yayın(?:lanma)?)\b|发布|發布|公開|掲載|입력|등록|نُ?شر",
)
UPDATED = _inside(
    r"\b(?:updated?|(?:last )?(?:modified|edited)|revised|aktualisiert|geändert|stand|mise? à jour|modifiée?)\b",
    r"\b(?:uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|aktualizace|frissítve|actualizat|diperbarui)\b",
    r"\b(?:cập nhật|оновлено|ενημερώ\w+|به‌روز|अपडेट|अपडेटेड|อัปเดต|son güncelleme)",
    r"\b(?:actualizad[oa]|atualizad[oa]|aggiornat[oa]|обновлено|изменено|bijgewerkt|gewijzigd|güncelle\w*)\b|更新|수정|تحديث",
)
OTHER_DAY = _inside(
    r"\|\s?(?:added on|hinzugefügt am|ajouté le|añadido el|aggiunto in data|adicionado|toegevoegd op)\b",
    r"\b(?:deadline|expires?|until|event|born|birthday|died|accessed|retrieved|since|version)\b",
    r"\b(?:effective|starts?|ends?|due|joined|registered|member since)\b",
    r"\b(?:bis zum|termin|abgerufen|geboren|registriert|dabei seit|jusqu'au|hasta|valid)\b",
    r"\b(?:inscrit|inscription|inscripción|miembro desde|membro desde|iscritto|lid sinds|регистрация|üyelik)\b",
)
"""Labels of a date: of publication, of a later change, and of something else."""
