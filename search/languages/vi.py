"""Vietnamese. Words are syllables between spaces and do not inflect; months are numbered."""

from search.languages import Language, numbered

_STOP_WORDS = """
anh bà bạn bị bởi cho chúng chưa chỉ chị các cái còn có cùng cũng cả của do dù em giữa gì hay hoặc hơn khi khác
không là lên lúc lại mà mỗi một ngay nhiều như nhưng những nào này nên nó nơi nếu nữa phải qua ra rất rằng rồi sau
sẽ sự theo thì trong trên trước tôi tại từ từng việc và vào vì vẫn về với vừa ông đang đi đã đó được đến đều để ở
"""

_WEEKDAYS = (
    "thứ_hai",
    "thứ_ba",
    "thứ_tư",
    "thứ_năm",
    "thứ_sáu",
    "thứ_bảy",
    "chủ_nhật",
)

LANGUAGE = Language(
    code="vi",
    name="Vietnamese",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("ai",)),
    weekdays=numbered(_WEEKDAYS, first=0),
)
