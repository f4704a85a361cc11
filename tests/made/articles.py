"""The articles that made pages are made of: one a language, with how its newspapers write the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Made:
    """An article: what a person reads in the page, and the words around it in its language."""

    language: str
    title: str
    body: tuple[str, ...]
    source: str
    author: str
    written: str
    published: str
    share: str
    related: tuple[str, ...]
    comments: str
    day: date = date(2021, 3, 4)
    domain: str = "quay.example"


ENGLISH = Made(
    "en",
    "Harbour town votes to keep its last ferry",
    (
        "The people of Saltmere have voted by a narrow margin to keep the ferry that has crossed the estuary since"
        " the war, although the council had warned that every passenger costs it more than a taxi would.",
        "Of the four thousand who came to the polls on Sunday, little more than half wanted the boat to go on. The mayor,"
        " who had asked for a bridge of planks and barrels instead, said that she would respect the result.",
        "Engineers now have until the autumn to replace the engine, which was built for a tractor and has been mended"
        " so often that nobody remembers what it looked like at first.",
    ),
    "The Saltmere Gazette",
    "Ada Quayle",
    "March 4, 2021",
    "Published",
    "Share this article",
    ("Bakery opens again after the flood of last winter", "Ten things to do on a rainy day by the sea"),
    "Comments",
)
GERMAN = Made(
    "de",
    "Hafenstadt stimmt für den Erhalt der letzten Fähre",
    (
        "Die Einwohner von Salzmünde haben mit knapper Mehrheit dafür gestimmt, die Fähre zu behalten, die seit dem Krieg"
        " die Mündung überquert, obwohl der Rat gewarnt hatte, dass jeder Fahrgast mehr koste als ein Taxi.",
        "Von den viertausend Menschen, die am Sonntag zur Wahl gingen, wollte etwas mehr als die Hälfte, dass das Schiff"
        " weiterfährt. Die Bürgermeisterin sagte, sie werde das Ergebnis achten, auch wenn sie eine Brücke gewollt habe.",
        "Bis zum Herbst haben die Ingenieure nun Zeit, den Motor zu ersetzen, der für einen Traktor gebaut und so oft"
        " geflickt worden ist, dass sich niemand mehr an sein erstes Aussehen erinnert.",
    ),
    "Salzmünder Anzeiger",
    "Jutta Kleinholz",
    "4. März 2021",
    "Veröffentlicht am",
    "Artikel teilen",
    ("Bäckerei öffnet nach dem Hochwasser des Winters wieder", "Zehn Ausflüge für einen Regentag am Meer"),
    "Kommentare",
)
FRENCH = Made(
    "fr",
    "La ville portuaire vote pour garder son dernier bac",
    (
        "Les habitants de Selmer ont voté de justesse pour garder le bac qui traverse l'estuaire depuis la guerre, alors"
        " que le conseil avait prévenu que chaque passager lui coûtait plus cher qu'un taxi.",
        "Sur les quatre mille personnes venues aux urnes dimanche, un peu plus de la moitié voulait que le bateau continue."
        " La maire, qui aurait préféré un pont, a dit qu'elle respecterait le résultat.",
        "Les ingénieurs ont maintenant jusqu'à l'automne pour remplacer le moteur, qui fut construit pour un tracteur et"
        " réparé si souvent que personne ne se souvient de son premier aspect.",
    ),
    "Le Courrier de Selmer",
    "Odile Marchepied",
    "4 mars 2021",
    "Publié le",
    "Partager cet article",
    ("La boulangerie rouvre après la crue de l'hiver dernier", "Dix idées pour un jour de pluie à la mer"),
    "Commentaires",
)
SPANISH = Made(
    "es",
    "La ciudad portuaria vota por conservar su último transbordador",
    (
        "Los vecinos de Salmera han votado por un margen estrecho a favor de conservar el transbordador que cruza la ría"
        " desde la guerra, aunque el ayuntamiento había advertido de que cada pasajero le cuesta más que un taxi.",
        "De las cuatro mil personas que acudieron a las urnas el domingo, poco más de la mitad quería que el barco siguiera."
        " La alcaldesa, que había pedido un puente, dijo que respetará el resultado.",
        "Los ingenieros tienen ahora hasta el otoño para cambiar el motor, que fue construido para un tractor y se ha"
        " reparado tantas veces que nadie recuerda cómo era al principio.",
    ),
    "El Correo de Salmera",
    "Remedios Pozoblanco",
    "4 de marzo de 2021",
    "Publicado el",
    "Compartir este artículo",
    ("La panadería vuelve a abrir tras la riada del invierno", "Diez planes para un día de lluvia junto al mar"),
    "Comentarios",
)
RUSSIAN = Made(
    "ru",
    "Портовый город проголосовал за последний паром",
    (
        "Жители Солемора с небольшим перевесом проголосовали за то, чтобы сохранить паром, который ходит через залив с"
        " самой войны, хотя совет предупреждал, что каждый пассажир обходится ему дороже такси.",
        "Из четырёх тысяч человек, которые пришли на участки в воскресенье, чуть больше половины хотели, чтобы судно"
        " ходило и дальше. Глава города, которая просила о мосте, сказала, что будет уважать итог.",
        "Теперь у инженеров есть время до осени, чтобы заменить двигатель, который построили для трактора и чинили так"
        " часто, что никто уже не помнит, каким он был сначала.",
    ),
    "Солеморский вестник",
    "Варвара Причалова",
    "4 марта 2021 года",
    "Опубликовано",
    "Поделиться",
    ("Пекарня снова открылась после зимнего наводнения", "Десять занятий для дождливого дня у моря"),
    "Комментарии",
)
ITALIAN = Made(
    "it",
    "La città del porto vota per tenere il suo ultimo traghetto",
    (
        "Gli abitanti di Salmèra hanno votato di misura per tenere il traghetto che attraversa l'estuario dai tempi della"
        " guerra, anche se il consiglio aveva avvertito che ogni passeggero gli costa più di un taxi.",
        "Delle quattromila persone che sono andate alle urne domenica, poco più della metà voleva che la barca continuasse."
        " La sindaca, che aveva chiesto un ponte, ha detto che rispetterà il risultato.",
        "Gli ingegneri hanno ora tempo fino all'autunno per sostituire il motore, che fu costruito per un trattore ed è"
        " stato riparato così spesso che nessuno ricorda come fosse all'inizio.",
    ),
    "La Gazzetta di Salmèra",
    "Fiorenza Barcaroli",
    "4 marzo 2021",
    "Pubblicato il",
    "Condividi",
    ("Il forno riapre dopo la piena dell'inverno scorso", "Dieci idee per un giorno di pioggia al mare"),
    "Commenti",
)
PORTUGUESE = Made(
    "pt",
    "Cidade portuária vota para manter a sua última balsa",
    (
        "Os moradores de Salmeira votaram por uma margem estreita para manter a balsa que atravessa o estuário desde a"
        " guerra, embora a câmara tivesse avisado que cada passageiro lhe custa mais do que um táxi.",
        "Das quatro mil pessoas que foram às urnas no domingo, pouco mais da metade queria que o barco continuasse. A"
        " prefeita, que tinha pedido uma ponte, disse que vai respeitar o resultado.",
        "Os engenheiros têm agora até o outono para trocar o motor, que foi construído para um trator e consertado tantas"
        " vezes que ninguém se lembra de como era no começo.",
    ),
    "O Jornal de Salmeira",
    "Conceição Trapiche",
    "4 de março de 2021",
    "Publicado em",
    "Compartilhar",
    ("A padaria reabre depois da cheia do último inverno", "Dez ideias para um dia de chuva junto ao mar"),
    "Comentários",
)
DUTCH = Made(
    "nl",
    "Havenstad stemt voor het behoud van de laatste veerboot",
    (
        "De inwoners van Zoutmeer hebben met een kleine meerderheid gestemd voor het behoud van de veerboot die sinds de"
        " oorlog de monding oversteekt, hoewel de raad had gewaarschuwd dat elke reiziger meer kost dan een taxi.",
        "Van de vierduizend mensen die zondag naar de stembus gingen, wilde iets meer dan de helft dat de boot bleef varen."
        " De burgemeester, die om een brug had gevraagd, zei dat zij de uitslag zal eerbiedigen.",
        "De ingenieurs hebben nu tot de herfst de tijd om de motor te vervangen, die voor een tractor werd gebouwd en zo"
        " vaak is hersteld dat niemand meer weet hoe hij er eerst uitzag.",
    ),
    "De Zoutmeerse Courant",
    "Hiltje Vlonder",
    "4 maart 2021",
    "Gepubliceerd op",
    "Deel dit artikel",
    ("Bakkerij weer open na het hoge water van de winter", "Tien uitjes voor een regendag aan zee"),
    "Reacties",
)
TURKISH = Made(
    "tr",
    "Liman kenti son vapurunu korumak için oy verdi",
    (
        "Tuzlagöl halkı, savaştan beri halici geçen vapuru korumak için az farkla oy verdi; oysa meclis her yolcunun"
        " kendisine bir taksiden daha pahalıya mal olduğu konusunda uyarmıştı.",
        "Pazar günü sandığa giden dört bin kişiden yarısından biraz fazlası teknenin sefere devam etmesini istedi. Bir köprü"
        " isteyen belediye başkanı ise sonuca saygı göstereceğini söyledi.",
        "Mühendislerin şimdi motoru değiştirmek için sonbahara kadar vakti var; bu motor bir traktör için yapılmış ve o"
        " kadar çok onarılmış ki ilk halini artık kimse hatırlamıyor.",
    ),
    "Tuzlagöl Postası",
    "Nurhan İskeleci",
    "4 Mart 2021",
    "Yayınlanma",
    "Paylaş",
    ("Fırın geçen kışın selinden sonra yeniden açıldı", "Deniz kıyısında yağmurlu bir gün için on öneri"),
    "Yorumlar",
)
ARABIC = Made(
    "ar",
    "مدينة الميناء تصوت لإبقاء عبارتها الأخيرة",
    (
        "صوت سكان سلمور بفارق ضئيل لصالح الإبقاء على العبارة التي تعبر المصب منذ الحرب، على الرغم من أن المجلس كان قد حذر"
        " من أن كل راكب يكلفه أكثر من سيارة أجرة.",
        "ومن بين أربعة آلاف شخص ذهبوا إلى صناديق الاقتراع يوم الأحد، أراد أكثر من النصف بقليل أن يستمر القارب. وقالت رئيسة"
        " البلدية، التي كانت قد طلبت جسرا، إنها سوف تحترم النتيجة.",
        "وأمام المهندسين الآن حتى الخريف لتبديل المحرك الذي صنع لجرار زراعي وتم إصلاحه مرات كثيرة حتى لم يعد أحد يتذكر كيف"
        " كان في البداية.",
    ),
    "صحيفة سلمور",
    "هدى المرفأ",
    "4 مارس 2021",
    "نشر في",
    "شارك",
    ("المخبز يفتح من جديد بعد فيضان الشتاء الماضي", "عشر أفكار ليوم ممطر على شاطئ البحر"),
    "التعليقات",
)
CHINESE = Made(
    "zh",
    "港口小城投票保留最后一班渡轮",
    (
        "盐湖镇的居民以微弱多数投票决定保留自战争以来一直横渡河口的渡轮，尽管镇议会曾经警告说，每位乘客的花费比乘坐出租车还要高。",
        "星期日前往投票的四千人当中，略多于一半的人希望渡轮继续开行。曾经要求修建一座桥的镇长表示，她将会尊重这个结果。",
        "工程师们现在要在秋天以前更换发动机，这台发动机原本是为拖拉机制造的，因为修理的次数太多，已经没有人记得它最初的样子。",
    ),
    "盐湖晚报",
    "何渡口",
    "2021年3月4日",
    "发布时间",
    "分享",
    ("去年冬天洪水过后面包店重新开门", "海边下雨天可以做的十件事"),
    "评论",
)
JAPANESE = Made(
    "ja",
    "港町が最後の渡し船の存続を投票で決める",
    (
        "塩見町の住民は、戦争のころから河口を渡ってきた渡し船を残すことを僅差の投票で決めた。町議会は、乗客一人あたりの費用がタクシーより高いと警告していた。",
        "日曜日に投票所を訪れた四千人のうち、半分を少し超える人が船の運航を続けることを望んだ。橋を求めていた町長は、結果を尊重すると話した。",
        "技術者たちは秋までにエンジンを取り替えなければならない。もともとトラクターのために作られ、何度も修理されたため、最初の姿を覚えている人はいない。",
    ),
    "塩見日報",
    "渡辺みなと",
    "2021年3月4日",
    "公開日",
    "シェア",
    ("去年の冬の洪水のあとパン屋が再び開店", "海辺の雨の日にできる十のこと"),
    "コメント",
)

MADE = (
    *(ENGLISH, GERMAN, FRENCH, SPANISH, RUSSIAN, ITALIAN, PORTUGUESE, DUTCH, TURKISH),
    *(ARABIC, CHINESE, JAPANESE),
)
