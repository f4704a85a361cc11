"""WhatsApp's export of a chat as text, and KakaoTalk's: a line a message, with the day and hour of the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from search.readers.entry import Entry, Told
from search.readers.posts.chat_lines import MARKS, begins, moment, order
from search.readers.posts.post_texts import worded

_SENDER = re.compile(rf"[{MARKS}~\s]*(?P<name>[^:\n]{{1,60}}?)\s?:\s(?P<words>.*)", re.DOTALL)
_FILE = rf"[{MARKS}\s]*(?:<[^<>\n]{{3,80}}>|[^\s()<>]{{1,80}}\.\w{{2,4}} \([^()\n]{{4,40}}\))[{MARKS} ]*"
_NO_WORDS = re.compile(rf"{_FILE}\s*|\u200e[^\n]{{1,60}}|[{MARKS}\s]*null\s*")
"""A picture or a recording in the place of words: <Media omitted>, "a.jpg (file attached)".

An iPhone puts a sign of direction before what it says itself, in whatever language.
"""
_LEADING_FILE = re.compile(rf"{_FILE}\n")
_EDITED = re.compile(
    r"edited|bearbeitet|modifi|editad|editat|bewerkt|изменено|edytowano|redigera|muokat", re.IGNORECASE
)
"""What is put behind the words of a message that was changed, between signs of less and more."""
_NOTICE = re.compile(rf"[{MARKS}]*[^:\n]{{1,60}}:\s\u200e")
"""What an iPhone says of encryption above all messages, which is longer than its other notices."""
_SAID_FOR = """
this message was deleted|you deleted this message|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht
|ce message a été supprimé|vous avez supprimé ce message|se eliminó este mensaje|eliminaste este mensaje
|este mensaje fue eliminado|este mensaje se eliminó|mensagem apagada|esta mensagem foi apagada|essa mensagem foi apagada
|você apagou esta mensagem|você apagou essa mensagem|apagou esta mensagem|questo messaggio è stato eliminato
|hai eliminato questo messaggio|dit bericht is verwijderd|u hebt dit bericht verwijderd|je hebt dit bericht verwijderd
|это сообщение удалено|данное сообщение удалено|вы удалили данное сообщение|вы удалили это сообщение|bu mesaj silindi
|bu mesajı sildiniz|삭제된 메시지입니다|이 메시지는 삭제되었습니다|이 메시지를 삭제했습니다
|このメッセージは削除されました|このメッセージを削除しました|此消息已被删除|您已删除此消息|你已删除此消息|此訊息已刪除|此訊息已被刪除
|您已刪除此訊息|تم حذف هذه الرسالة
|لقد حذفت هذه الرسالة|ההודעה נמחקה|הודעה זו נמחקה|מחקת הודעה זו|ta wiadomość została usunięta|usunięto tę wiadomość
|tämä viesti poistettiin|poistit tämän viestin|det här meddelandet raderades|du raderade det här meddelandet
|denne meldingen ble slettet|du slettet denne meldingen|denne besked blev slettet|du slettede denne besked
|pesan ini telah dihapus|anda menghapus pesan ini|यह मैसेज डिलीट किया गया था|آپ نے یہ پیغام حذف کر دیا ہے
|missed voice call|missed video call|missed group voice call|missed group video call|waiting for this message
|verpasster sprachanruf|verpasster videoanruf|appel vocal manqué|appel vidéo manqué|llamada perdida|videollamada perdida
|chamada de voz perdida|chamada de vídeo perdida|chiamata vocale persa|videochiamata persa|gemiste spraakoproep
|gemiste video-oproep|사진|동영상|이모티콘
"""
_OF_THE_PROGRAM = frozenset(words.strip() for words in _SAID_FOR.split("|"))
"""What stands in the place of a message that was deleted, or tells of a call or a file, in lower case."""
_DAY_ALONE = re.compile(r"(?:^\d{4}년 \d{1,2}월 \d{1,2}일[^\n,]{0,12}\n+)+\Z", re.MULTILINE)
"""The line that KakaoTalk puts above the messages of a day."""
_FEWEST = 2
"""Messages in the beginning of a text that make it a chat."""
_HEAD = 20_000
_TITLE = 400
"""Characters above the first message: KakaoTalk says there whose chat it is, and when it was saved."""
_NAME = re.compile(
    r"(?:WhatsApp[ -]Chat|Chat de WhatsApp|Discussion WhatsApp|Chat WhatsApp|Conversa do WhatsApp|WhatsApp-chat|"
    r"Чат WhatsApp|Czat WhatsApp|WhatsApp)[ -]*(?:with|mit|con|avec|com|met|med|с контактом|с|z|-)?:?\s+(?P<name>.+?)"
    r"(?:\s\(\d+\))?\.(?:txt|zip)\b",
    re.IGNORECASE,
)


def is_chat(text: str) -> bool:
    """Whether a text begins as such an export does: with a day, an hour and a name, several times."""
    head = text[:_HEAD].lstrip(MARKS + "\r\n ")
    if not (head[:1].isdecimal() or head[:1] == "[" or "카카오톡" in head[:_TITLE] or "KakaoTalk" in head[:_TITLE]):
        return False
    starts = [*begins(head)]
    if not starts or not _is_title(head[: starts[0].start]):
        return False
    named = sum(_SENDER.match(head, start.end) is not None for start in starts)
    return named >= _FEWEST and 2 * named >= len(starts)


def _is_title(above: str) -> bool:
    """Whether what stands above the first message is nothing, or what KakaoTalk says there."""
    return not above.strip(MARKS + "\r\n ") or (len(above) < _TITLE and ("카카오톡" in above or "KakaoTalk" in above))


def messages(text: str, path: str) -> Iterator[Entry]:
    """The messages of a chat, in its order; those of the program itself, and pictures, have no words."""
    starts = [*begins(text)]
    first = order([start.numbers for start in starts])
    name = _NAME.search(path)
    chat = Told(name["name"].strip() if name else "", "name of the chat's file")
    ends = [*(after.start for _, after in pairwise(starts)), len(text)]
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        words = _DAY_ALONE.sub("", text[start.end : end]).strip()
        day = Told(moment(start, first), "WhatsApp's line")
        yield Entry() if not at and _NOTICE.match(words) else _entry(words, day, chat)


def _entry(message: str, day: Told, chat: Told) -> Entry:
    sent = _SENDER.match(message)
    if sent is None or _is_wordless(sent["words"]):
        return Entry()
    title, paragraphs = worded(_unedited(_LEADING_FILE.sub("", sent["words"], count=1)))
    return Entry(title=title, paragraphs=paragraphs, source=chat, day=day, author=sent["name"].strip(MARKS + " ~"))


def _unedited(words: str) -> str:
    """The words without the remark that they were changed."""
    before, mark, remark = words.rstrip(MARKS + " ").rpartition("<")
    is_remark = mark and len(remark) < 60 and remark.endswith(">") and "\n" not in remark and _EDITED.search(remark)
    return before.rstrip(MARKS + " ") if is_remark else words


def _is_wordless(words: str) -> bool:
    """Whether the program says something itself: of a picture, a call, or a message that was deleted."""
    return bool(_NO_WORDS.fullmatch(words)) or words.strip(MARKS + " .\n").casefold() in _OF_THE_PROGRAM
