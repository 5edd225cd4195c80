"""Names from before Unicode: guessed from all of an archive's names together, measured on names of many languages."""

from __future__ import annotations

import pytest

from archiver_gui.core.encodings import AS_STORED, CHOICES, check_encoding, decoded, guess_encoding
from archiver_gui.core.errors import UsageError

NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "German": (
        ("cp437", "cp850", "cp1252"),
        (
            "Überweisung März.pdf",
            "Größe.txt",
            "Fotos Köln/Straße.jpg",
            "Müller.doc",
            "Äpfel & Öl.xls",
            "Schlußrechnung.pdf",
            "Übersicht.odt",
            "Brief an Jürgen.docx",
        ),
    ),
    "French": (
        ("cp437", "cp850", "cp1252"),
        (
            "Été à la plage.jpg",
            "Résumé.doc",
            "Français/leçon 3.pdf",
            "Déclaration d'impôts.pdf",
            "Noël 2010.avi",
            "Où est-ce.txt",
            "forêt.png",
            "Hélène.vcf",
        ),
    ),
    "Spanish": (
        ("cp437", "cp850", "cp1252"),
        (
            "Año nuevo.jpg",
            "canción.mp3",
            "Información.pdf",
            "niño.png",
            "corazón/está.txt",
            "Matemáticas.doc",
            "currículum.doc",
        ),
    ),
    "Portuguese": (
        ("cp850", "cp1252"),
        (
            "Declaração.pdf",
            "São Paulo.jpg",
            "Informações.doc",
            "coração.mp3",
            "não.txt",
            "Relatório de gestão.xls",
            "avô.png",
        ),
    ),
    "Swedish": (
        ("cp437", "cp850", "cp1252"),
        ("Räkning.pdf", "Göteborg.jpg", "Årsredovisning.xls", "smörgås.txt", "Övning.doc"),
    ),
    "Danish": (
        ("cp850", "cp1252"),
        ("Årsrapport.pdf", "København.jpg", "Ansøgning.doc", "kærlighed.mp3", "Smørrebrød.txt"),
    ),
    "Italian": (
        ("cp437", "cp850", "cp1252"),
        ("Università.doc", "perché.txt", "Città di Roma.jpg", "più.txt", "Attività.pdf"),
    ),
    "Polish": (
        ("cp852", "cp1250", "iso8859-2"),
        (
            "Zażółć gęślą jaźń.txt",
            "Umowa o pracę.pdf",
            "Łódź.jpg",
            "Sprawozdanie roczne – część 2.doc",
            "książka.pdf",
            "życiorys.doc",
            "Świadectwo.pdf",
        ),
    ),
    "Czech": (
        ("cp852", "cp1250"),
        (
            "Příliš žluťoučký kůň.txt",
            "Smlouva o dílo – příloha.pdf",
            "Účetnictví.xls",
            "fotky z dovolené.jpg",
            "Žádost.doc",
            "česky.txt",
        ),
    ),
    "Hungarian": (
        ("cp852", "cp1250"),
        ("Önéletrajz.doc", "Számla.pdf", "árvíztűrő tükörfúrógép.txt", "Képek/nyaralás.jpg", "Szerződés.pdf"),
    ),
    "Turkish": (
        ("cp857", "cp1254"),
        ("Özgeçmiş.doc", "İstanbul.jpg", "fotoğraflar/şarkı.mp3", "Sözleşme.pdf", "çalışma planı.xls", "ığdır.txt"),
    ),
    "Russian": (
        ("cp866", "cp1251", "koi8-r"),
        (
            "Документ.doc",
            "Привет мир.txt",
            "Новая папка/Фото.jpg",
            "Отчёт за год.xls",
            "Резюме.doc",
            "музыка.mp3",
            "ПРИКАЗ.pdf",
            "Договор №5.doc",
        ),
    ),
    "Ukrainian": (("cp1251",), ("Звіт.doc", "Київ.jpg", "Договір.pdf", "Ім'я.txt", "Пісня про їжака.mp3", "Заява.doc")),
    "Bulgarian": (
        ("cp1251", "cp866"),
        ("Документи.doc", "Снимки/лято.jpg", "Договор.pdf", "Песен.mp3", "Заявление.doc"),
    ),
    "Greek": (
        ("cp737", "cp1253"),
        ("Έγγραφο.doc", "Φωτογραφίες/καλοκαίρι.jpg", "Βιογραφικό.pdf", "μουσική.mp3", "Τιμολόγιο.xls"),
    ),
    "Hebrew": (("cp862", "cp1255"), ("מסמך.doc", "תמונות/קיץ.jpg", "קורות חיים.pdf", "שלום עולם.txt", "חשבונית.xls")),
    "Arabic": (("cp1256",), ("مستند.doc", "صور/الصيف.jpg", "السيرة الذاتية.pdf", "مرحبا.txt", "فاتورة.xls")),
    "Thai": (("cp874",), ("เอกสาร.doc", "รูปภาพ/ฤดูร้อน.jpg", "เพลง.mp3", "รายงาน.pdf")),
    "Japanese": (
        ("cp932", "euc-jp"),
        (
            "新しいフォルダ/写真.jpg",
            "履歴書.doc",
            "テスト.txt",
            "請求書2010.pdf",
            "ソフトウェア説明書.txt",
            "音楽/さくら.mp3",
            "表計算.xls",
            "日本語",
        ),
    ),
    "Chinese": (
        ("gbk",),
        (
            "新建文件夹/照片.jpg",
            "简历.doc",
            "测试.txt",
            "说明书.pdf",
            "音乐/月亮代表我的心.mp3",
            "合同2010.xls",
            "中文文件名",
        ),
    ),
    "Taiwanese": (
        ("big5",),
        (
            "新資料夾/照片.jpg",
            "履歷表.doc",
            "測試.txt",
            "說明書.pdf",
            "音樂/月亮代表我的心.mp3",
            "合約.xls",
            "繁體中文",
        ),
    ),
    "Korean": (
        ("cp949",),
        ("새 폴더/사진.jpg", "이력서.doc", "테스트.txt", "설명서.pdf", "음악/아리랑.mp3", "계약서.xls", "한국어 파일"),
    ),
}
ARCHIVES = [(language, encoding) for language, (encodings, _) in NAMES.items() for encoding in encodings]


def encoded(language: str, encoding: str) -> list[bytes]:
    """The names that this encoding can hold and that say anything."""
    raw = [(name, name.encode(encoding, "ignore")) for name in NAMES[language][1]]
    return [data for name, data in raw if not data.isascii() and data.decode(encoding) == name]


@pytest.mark.parametrize(("language", "encoding"), ARCHIVES)
@pytest.mark.parametrize("preferred", ["cp437", AS_STORED])
def test_the_names_of_an_archive_are_read_as_they_were_written(language: str, encoding: str, preferred: str) -> None:
    names = encoded(language, encoding)
    guess = guess_encoding(names, preferred)
    assert [decoded(raw, guess.encoding) for raw in names] == [raw.decode(encoding) for raw in names]


def test_even_single_names_are_read_right_nine_times_of_ten() -> None:
    singles = [(raw, encoding) for language, encoding in ARCHIVES for raw in encoded(language, encoding)]
    right = sum(decoded(raw, guess_encoding([raw], "cp437").encoding) == raw.decode(code) for raw, code in singles)
    assert right >= 0.9 * len(singles)


def test_noise_is_left_to_what_the_format_says() -> None:
    assert guess_encoding([b"\xb0\xb1\xb2\xdb\xdc", b"\xc4\xc4\xc4\xb3"], "cp437").encoding == "cp437"
    assert guess_encoding([b"\x81\x8d\x8f\x90\xff"], AS_STORED).encoding == AS_STORED


@pytest.mark.parametrize("name", ["utf-16", "rot13", "no-such", "", "hex", "utf-7", "cp037", "a\0b"])
def test_what_is_no_encoding_of_names_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        check_encoding(name)


@pytest.mark.parametrize("name", [encoding for encoding, _ in CHOICES] + [AS_STORED, "koi8-r", "GBK", "utf-8"])
def test_every_offered_encoding_can_be_used(name: str) -> None:
    assert decoded(b"plain.txt", check_encoding(name)) == "plain.txt"


def test_bytes_that_mean_nothing_in_the_encoding_stay_bytes() -> None:
    assert decoded(b"a\x81", "cp1252") == "a\udc81"
    assert decoded(b"a\xe9", AS_STORED) == "a\udce9"


def test_names_that_no_file_system_holds_are_no_sample() -> None:
    # A mebibyte, as a header of a tar may have it, would take a minute.
    endless = "Документы ".encode("cp866") * 100_000
    assert guess_encoding([endless], "cp437").size_bytes == 0
    assert (
        guess_encoding([endless, *(name.encode("cp866") for name in ("Резюме", "Новая папка"))], "cp437").encoding
        == "cp866"
    )
