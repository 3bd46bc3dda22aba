from django.urls import path

from liandong.appraisal.views import booth, desk, public
from liandong.appraisal.views.deeds import POST_DEEDS, REVIEW_DEEDS

app_name = "appraisal"
urlpatterns = [
    path("", public.reviews, name="list"),
    path("desk/", desk.desk, name="desk"),
    path("plan/", desk.plan, name="plan"),
    path("rate/", booth.enter, name="enter"),
    path("rate/<str:code>/", booth.booth, name="booth"),
    path("posts/<int:appraised_id>/", public.reviewed, name="reviewed"),
    path("posts/<int:appraised_id>/file/", desk.one, name="appraised_file"),
    path("posts/<int:appraised_id>/rows/<str:name>/", desk.rows, name="rows"),
    *(
        path(f"posts/<int:appraised_id>/file/{deed.slug}/", desk.do_to, {"verb": verb}, name=verb)
        for verb, deed in POST_DEEDS.items()
    ),
    path("<int:appraisal_id>/", public.review, name="review"),
    path("<int:appraisal_id>/sheet/", public.sheet, name="sheet"),
    path("<int:appraisal_id>/file/", desk.file, name="file"),
    *(
        path(f"<int:appraisal_id>/file/{deed.slug}/", desk.do, {"verb": verb}, name=verb)
        for verb, deed in REVIEW_DEEDS.items()
    ),
]
