"""Which language a text is written in: by its script, and by the small words that every text needs.

The rivals' small words stand beside the four languages that are read, so that a French text is told from an Italian one
and nothing is judged in a language whose duties nobody has labelled.
"""

from __future__ import annotations

import re
from collections import Counter

from taktgeber.core import Refusal, text

from .text_audit import LANGUAGES, Language

_SMALL_WORDS = {
    "de": "der die das und ist nicht mit für von den dem ein eine einen wir sie du ihr ihre unsere unserer auf im zu "
    "zur zum als auch bei werden sowie dich dein deine über aus oder sich bis durch einem einer uns",
    "en": "the and of to in is for with on our you your we are will that this as at by from be or an it have who not",
    "it": "il la lo gli le e di che per con del della dei delle nel nella un una è sono si al alla da in non i tuo tua "
    "nostro nostra più anche come ai alle sul su dell ad ed",
    "fr": "le la les des et est pour avec dans du un une vous nous votre notre sur au aux que qui ce cette en par plus",
    "es": "el la los las de y es para con en del un una que por su sus se al nuestro nuestra más como lo tu no nos",
    "nl": "de het een en van in is voor met op je wij ons onze aan bij te zijn als door naar ook niet dat jij jouw",
    "pt": "o a os as de e é para com em do da um uma que por se ao nosso nossa mais como no na dos das você não",
    "pl": "i w na z do nie się jest oraz dla że po od za przez jako lub są naszych twoje o to",
    "sv": "och att det som en är för på med av till den vi du har inte ett om från våra dig",
    "da": "og at det som en er for på med af til den vi du har ikke et om fra vores dig i vil",
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_OTHER_SCRIPT = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u0370-\u03ff]"
)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(words: str) -> Language:
    """One of the four.

    Raises:
        Refusal: It is another language, or too short or mixed to tell.
    """
    letters = sum(map(str.isalpha, words)) or 1
    foreign, chinese = len(_OTHER_SCRIPT.findall(words)), len(_CHINESE.findall(words))
    if foreign * 10 > letters:
        raise _unread()
    if chinese * 5 > letters:
        return "zh"
    counted = Counter(word.lower() for word in _WORD.findall(words))
    score = {tongue: sum(counted[w] for w in set(small.split())) for tongue, small in _SMALL_WORDS.items()}
    best, second = sorted(score, key=lambda tongue: -score[tongue])[:2]
    read = next((tongue for tongue in LANGUAGES if tongue == best), None)
    if read is None or score[best] < 3 or score[best] < 1.15 * score[second]:
        raise _unread()
    return read


def _unread() -> Refusal:
    return Refusal(
        text("the text"),
        text("it cannot be told that this is English, German, Italian or Chinese, and no other language is read here."),
        text("If it is one of the four, say which: --language de"),
    )
