"""Public holidays are those of a library that knows them for the whole world."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from surveykit.assess.hour.public_holidays import is_public_holiday
from surveykit.site.sheets import REGIONS

YEARS = range(2024, 2060)


@pytest.mark.parametrize("region", ["", *REGIONS])
def test_every_day_is_a_holiday_where_it_is_one(region: str) -> None:
    theirs = country_holidays("DE", subdiv=region or None, years=YEARS)
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    assert [day for day in days if is_public_holiday(day, region)] == sorted(theirs)
