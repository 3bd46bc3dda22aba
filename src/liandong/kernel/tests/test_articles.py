import pytest
from django.template import Context, Template
from django.utils import translation

from liandong.kernel.articles import in_english, number


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("五", 5),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("三十三", 33),
        ("一百零五", 105),
        ("二百七十八", 278),
    ],
)
def test_numbers_as_laws_write_them(numerals, value):
    assert number(numerals) == value


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("第二十二条", "article 22"),
        ("第十九条第二项", "article 19, item 2"),
        ("第二百七十八条第一款第（三）项", "article 278, paragraph 1, item 3"),
        ("行政处罚法 第五十四条", ""),
        ("第九章", ""),
        ("", ""),
    ],
)
def test_articles_in_english(text, english):
    assert in_english(text) == english


@pytest.mark.parametrize(
    ("language", "text", "html"),
    [
        ("en", "第二十二条", "article 22"),
        ("en", "行政处罚法 第五十四条", '<span lang="zh-Hans">行政处罚法 第五十四条</span>'),
        ("zh-hans", "第二十二条", "第二十二条"),
        ("en", "", ""),
    ],
)
def test_the_word_for_templates(language, text, html):
    template = Template("{% load liandong %}{{ text|article }}")
    with translation.override(language):
        assert template.render(Context({"text": text})) == html
