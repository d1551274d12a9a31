"""A small site made in a few words: doors at which something can happen."""

from surveykit.site.model import Block, Building, Dwelling, Organiser, Site


def flat(
    name: str,
    *,
    building: str = "A",
    entrance: str = "A",
    floor: int = 0,
    position: str = "left",
    occupied: bool = True,
) -> Dwelling:
    return Dwelling(
        name=name,
        building=building,
        block="north",
        entrance=entrance,
        floor=floor,
        position=position,
        occupied=occupied,
    )


def court(
    *flats: Dwelling,
    name: str = "court",
    label: str = "The Court",
    entrances: tuple[str, ...] = ("A",),
) -> Site:
    """These dwellings and the buildings they are in, all of one block, nothing else."""
    return Site(
        name=name,
        label=label,
        town="Bielefeld",
        languages=("de",),
        organiser=Organiser(name="Office", phone="0521 1"),
        blocks=(Block(name="north", label="North"),),
        buildings=tuple(
            Building(
                name=building,
                label=building,
                block="north",
                entrances=entrances,
                floors=3,
                lift=False,
                step_free_entrance=False,
            )
            for building in sorted({flat.building for flat in flats})
        ),
        dwellings=flats,
        places=(),
        distances=(),
        partners=(),
        partner_hours=(),
    )
