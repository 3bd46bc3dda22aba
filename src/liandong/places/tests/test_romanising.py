import csv

import pytest

from liandong.places.models import Level, Place, PlaceVersion
from liandong.places.queries.romanising import romanised
from liandong.places.tests.test_import import DATA, HEAD, run

NAMED = (Level.DISTRICT, Level.SUBDISTRICT)


@pytest.mark.parametrize(
    ("name", "level", "english"),
    [
        ("潍坊市", Level.CITY, "Weifang"),
        ("奎文区", Level.DISTRICT, "Kuiwen District"),
        ("临朐县", Level.DISTRICT, "Linqu County"),
        ("昌乐县", Level.DISTRICT, "Changle County"),
        ("青州市", Level.DISTRICT, "Qingzhou City"),
        ("廿里堡街道", Level.SUBDISTRICT, "Nianlipu Subdistrict"),
        ("黄旗堡街道", Level.SUBDISTRICT, "Huangqibao Subdistrict"),
        ("益都街道", Level.SUBDISTRICT, "Yidu Subdistrict"),
        ("坊安街道", Level.SUBDISTRICT, "Fang'an Subdistrict"),
        ("侯镇", Level.SUBDISTRICT, "Houzhen Town"),
        ("樱园社区居民委员会", Level.COMMUNITY, "Yingyuan Community"),
        ("后吕村村委会", Level.COMMUNITY, "Houlü Village"),
        ("新村3组", Level.COMMUNITY, "Xincun3zu"),
        ("㐂村", Level.COMMUNITY, ""),
        ("", Level.COMMUNITY, ""),
    ],
)
def test_a_name_is_read_out(name, level, english):
    assert romanised(name, level) == english


def test_a_zone_writes_its_citys_name_apart():
    zone = "潍坊滨海经济技术开发区"
    english = "Weifang Binhai Economic and Technological Development Zone"
    assert romanised(zone, Level.DISTRICT, "潍坊市") == english
    assert romanised("诸城经济开发区管理委员会", Level.SUBDISTRICT, "诸城市") == (
        "Zhucheng Economic Development Zone"
    )


@pytest.mark.django_db
class TestTheImportedCity:
    @pytest.fixture(autouse=True)
    def weifang(self):
        run()

    def test_every_name_can_be_read(self):
        assert not Place.objects.filter(name_en="").exists()
        assert not PlaceVersion.objects.filter(name_en="").exists()

    def test_towns_are_called_as_the_worlds_maps_call_them(self):
        """GeoNames' spelling of sixty towns and districts, without what they are."""
        english = Place.objects.filter(level__in=NAMED).values_list("name_en", flat=True)
        known = {name.partition(" ")[0] for name in english}
        with (DATA / "weifang_control_points.csv").open() as file:
            maps = {row["name"] for row in csv.DictReader(file)}
        assert len(maps) == 60
        assert maps <= known

    def test_a_house_without_them_gets_them_and_a_corrected_one_stays(self):
        Place.objects.filter(name="梨园街道").update(name_en="")
        PlaceVersion.objects.filter(name="梨园街道").update(name_en="")
        Place.objects.filter(name="黄旗堡街道").update(name_en="Huangqipu Subdistrict")

        run()

        assert Place.objects.get(name="梨园街道").name_en == "Liyuan Subdistrict"
        assert PlaceVersion.objects.get(name="梨园街道").name_en == "Liyuan Subdistrict"
        assert Place.objects.get(name="黄旗堡街道").name_en == "Huangqipu Subdistrict"

    def test_a_new_name_is_read_out_anew(self, tmp_path):
        file = tmp_path / "t_2026.csv"
        file.write_text(f"{HEAD}\n370781009,弥河街道,370781,37,3707\n")

        run(str(file))

        place = Place.objects.get(name="弥河街道")
        assert place.name_en == "Mihe Subdistrict"
        names = place.versions.order_by("valid_from").values_list("name_en", flat=True)
        assert list(names) == ["Mihe Town", "Mihe Subdistrict"]
