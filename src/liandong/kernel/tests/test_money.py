"""Money: what clerks type, what is kept, what is shown; and papers that only look like papers."""

from decimal import Decimal
from io import BytesIO

import pytest
from django import forms
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from liandong.kernel import money, papers

PDF = b"%PDF-1.7\n<< /Type /Catalog >>\n%%EOF"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("0", 0),
        ("1234.5", 123_450),
        ("1,234.56", 123_456),
        ("￥1,234.56", 123_456),
        ("¥ 12 元", 1_200),
        ("26万", 26_000_000),
        ("0.5万元", 500_000),
        ("１２３．４５", 12_345),
        (" 7 ", 700),
        ("1.10", 110),
    ],
)
def test_what_clerks_type_is_read(typed, cents):
    assert money.parse(typed) == cents


@pytest.mark.parametrize(
    "typed",
    ["", "一百", "-1", "1.234", "12,34", "1e3", "1.2.3", "9" * 14, "0.0000001万", "万", "."],
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match="^"):
        money.parse(typed)


@pytest.mark.parametrize(
    ("cents", "shown"), [(0, "0.00"), (5, "0.05"), (123_456_789, "1,234,567.89"), (-250, "-2.50")]
)
def test_cents_are_shown_as_yuan(cents, shown):
    assert money.shown(cents) == shown


@given(st.integers(0, money.MOST))
def test_what_is_shown_is_read_again(cents):
    assert money.parse(money.shown(cents)) == cents


def test_a_rule_in_yuan_becomes_cents():
    assert money.cents_of(Decimal("260000.0000")) == 26_000_000
    with pytest.raises(ValueError, match="0.001"):
        money.cents_of(Decimal("0.001"))


class Amount(forms.Form):
    amount = money.MoneyField(label="amount")
    more = money.MoneyField(label="more", zero=True, required=False)


def test_a_field_gives_cents_or_says_what_is_wrong():
    form = Amount({"amount": "12.5", "more": "0"})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": 1250, "more": 0}
    assert Amount({"amount": "1"}).is_valid()
    assert "amount" in Amount({"amount": "0"}).errors
    assert "26万" in str(Amount({"amount": "many"}).errors)
    assert 'value="12.50"' in str(Amount(initial={"amount": 1250})["amount"])


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    return out.getvalue()


def test_a_photo_and_a_plain_pdf_are_papers():
    photo = papers.clean(ContentFile(_picture(), "x.exe"))
    plain = papers.clean(ContentFile(PDF, "x.jpg"))

    assert (photo.mime, photo.file.name[-4:]) == ("image/jpeg", ".jpg")
    assert (plain.mime, plain.file.name[-4:]) == ("application/pdf", ".pdf")
    assert plain.file.read() == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ a programme",
        b"%PDF-1.7 cut off",
        PDF.replace(b"/Catalog", b"/Catalog /OpenAction 3 0 R"),
        PDF.replace(b"/Catalog", b"/Catalog /JavaScript (x)"),
        PDF.replace(b"/Catalog", b"/Catalog /Encrypt 4 0 R"),
    ],
)
def test_what_is_no_paper_or_acts_by_itself_is_refused(content):
    with pytest.raises(papers.NotAPaper):
        papers.clean(ContentFile(content, "receipt.pdf"))
