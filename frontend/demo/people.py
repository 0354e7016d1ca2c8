"""Residents come to the desk and are verified, over the months before the first ballot."""

from datetime import date, datetime, timedelta

from frontend.demo.accounts import HOST
from frontend.demo.names import residents
from frontend.demo.place import Resident, Town
from frontend.demo.stories import Story
from frontend.demo.texts import read
from participation.actions.people import create_account, verify_residency

FIRST_DAY, LAST_DAY = -540, -385
YOUNGEST, OLDEST = 14, 92
MIDDLE_AGE = 44
SAID_EVERY = 1000


def residents_sign_up(town: Town, *, count: int) -> Story:
    """Verify `count` residents, spread over districts as the population is."""
    names = residents(town.rng)
    categories = read("processes")["categories"]
    population = [district.population or 1 for district in town.districts.values()]
    for number in range(count):
        now = yield town.at(FIRST_DAY + (LAST_DAY - FIRST_DAY) * number / count)
        person = create_account(email=f"einwohner-{number:04}@{HOST}", password=None, display_name=next(names))
        slug = town.rng.choices(list(town.districts), population)[0]
        district = town.districts[slug]
        verify_residency(clerk=town.clerk, person=person, district=district, born_on=_birthday(town, now), now=now)
        town.residents.append(Resident(person=person, district=slug, interest=town.rng.choice(categories)))
        if (number + 1) % SAID_EVERY == 0:
            town.say(f"{number + 1} Einwohnerinnen und Einwohner / residents")


def _birthday(town: Town, now: datetime) -> date:
    age = town.rng.triangular(YOUNGEST, OLDEST, MIDDLE_AGE)
    return (now - timedelta(days=age * 365.25)).date()
