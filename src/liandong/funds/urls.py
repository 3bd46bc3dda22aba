from django.urls import path

from liandong.funds.views import books, public
from liandong.funds.views.deeds import COMMITMENT_DEEDS, FUND_DEEDS, POSTING_DEEDS

app_name = "funds"
FUND = "<int:place_id>/<int:year>/"
urlpatterns = [
    path("", public.funds, name="list"),
    path("open/", books.open_fund, name="open"),
    path(FUND, public.statement, name="statement"),
    path(f"{FUND}paper/", public.paper, name="paper"),
    path(f"{FUND}export.<str:form>", public.export, name="export"),
    path(f"{FUND}books/", books.books, name="books"),
    path(f"{FUND}journal/", books.journal, name="journal"),
    *(
        path(f"{FUND}books/{deed.slug}/", books.do_fund, {"verb": deed.verb}, name=deed.verb)
        for deed in FUND_DEEDS.values()
    ),
    path("commitments/<int:commitment_id>/", books.commitment, name="commitment"),
    *(
        path(
            f"commitments/<int:commitment_id>/{deed.slug}/",
            books.do_commitment,
            {"verb": deed.verb},
            name=deed.verb,
        )
        for deed in COMMITMENT_DEEDS.values()
    ),
    path("postings/<int:posting_id>/", books.posting, name="posting"),
    *(
        path(
            f"postings/<int:posting_id>/{deed.slug}/",
            books.do_posting,
            {"verb": deed.verb},
            name=deed.verb,
        )
        for deed in POSTING_DEEDS.values()
    ),
    path("receipts/<int:receipt_id>/", books.receipt, name="receipt"),
]
