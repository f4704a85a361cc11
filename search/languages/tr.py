"""Turkish."""

from search.languages import Language, numbered

_STOP_WORDS = """
acaba ama ancak artık aslında az bana bazı belki ben benim beri bile bir biri birçok biz bizim bu buna bunlar bunu
bunun burada böyle da daha de defa değil diye diğer dolayı e en eğer gibi göre hangi hatta hem henüz hep hepsi her
hiç ile ilgili ise için içinde işte kadar karşı kendi kez ki kim kimse mi mu mü mı nasıl ne neden nerede o olan
olarak oldu olduğu olduğunu olmak olması olup ona onlar onların onu onun oysa pek rağmen sadece sanki sen siz sonra
tarafından tüm var ve veya ya yani yer yine yok zaten çok çünkü önce üzere üzerinde şey şimdi şu şöyle
"""

_MONTHS = (
    "ocak oca",
    "şubat şub",
    "mart mar",
    "nisan nis",
    "mayıs may",
    "haziran haz",
    "temmuz tem",
    "ağustos ağu",
    "eylül eyl",
    "ekim eki",
    "kasım kas",
    "aralık ara",
)

_WEEKDAYS = (
    "pazartesi pzt",
    "salı sal",
    "çarşamba çar",
    "perşembe per",
    "cuma cum",
    "cumartesi cmt",
    "pazar paz",
)

LANGUAGE = Language(
    code="tr",
    name="Turkish",
    stemmer="turkish",
    vowels=(("ou", "öü"), ("i", "ı"), ("iou", "ıöü")),
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
