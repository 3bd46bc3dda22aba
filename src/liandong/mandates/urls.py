from django.urls import path

from liandong.mandates.views import disputes, lists, loading, powers, staffing
from liandong.mandates.views.disputes import DISPUTE_DEEDS
from liandong.mandates.views.power_deeds import POWER_DEEDS

app_name = "mandates"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("import/", lists.import_list, name="import"),
    path("<int:list_id>/", lists.one_list, name="list"),
    path("<int:list_id>/export.<str:form>", lists.export, name="export"),
    path("items/<int:item_id>/", lists.item, name="item"),
    path("items/<int:item_id>/revise/", lists.revise_item, name="revise"),
    path("powers/", powers.powers, name="powers"),
    path("powers/counts/", powers.power_counts, name="power_counts"),
    path("powers/export.<str:form>", powers.export_powers, name="export_powers"),
    path("powers/propose/", powers.propose_power, name="propose_power"),
    path("powers/<int:power_id>/", powers.power, name="power"),
    *(
        path(
            f"powers/<int:power_id>/{deed.slug}/",
            powers.do_power,
            {"verb": verb},
            name=f"power_{verb}",
        )
        for verb, deed in POWER_DEEDS.items()
    ),
    path("staffing/", staffing.moves, name="moves"),
    path("staffing/export.xlsx", staffing.export_moves, name="export_moves"),
    path("staffing/enter/", staffing.move_staff, name="move_staff"),
    path("staffing/<int:move_id>/strike/", staffing.strike_move, name="strike_move"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/raise/", disputes.raise_dispute, name="raise_dispute"),
    path("disputes/<int:dispute_id>/", disputes.dispute, name="dispute"),
    *(
        path(
            f"disputes/<int:dispute_id>/{deed.slug}/",
            disputes.do_dispute,
            {"verb": verb},
            name=f"dispute_{verb}",
        )
        for verb, deed in DISPUTE_DEEDS.items()
    ),
    path("offices/", staffing.offices, name="offices"),
    path("offices/<int:place_id>/staff/", staffing.staff_office, name="staff_office"),
    path("offices/<int:office_id>/close/", staffing.close_office, name="close_office"),
    *(
        path(f"load/{word}/", loading.load, {"word": word}, name=f"load_{word}")
        for word in loading.LOADINGS
    ),
]
