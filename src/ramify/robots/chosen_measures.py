"""The measures and sensors that are chosen for a robot from an MJCF file."""

from functools import lru_cache

from ramify.robots.anatomy import anatomy
from ramify.robots.model_file import ModelFile
from ramify.robots.robot_measures import Body, RobotMeasure, named_measure, usual_measures


@lru_cache(maxsize=32)
def sensor_entries(file: ModelFile, names: tuple[str, ...]) -> tuple[int, ...]:
    """Returns the entries of sensordata with these sensors' readings."""
    model = file.spec().compile()
    there = [model.sensor(i).name for i in range(model.nsensor)]
    entries: list[int] = []
    for name in names:
        if name not in there:
            raise ValueError(
                f"sensors: {file.name} has no sensor {name!r}; it has "
                f"{', '.join(filter(None, there)) or 'none'}."
            )
        i = there.index(name)
        first = int(model.sensor_adr[i])
        entries += range(first, first + int(model.sensor_dim[i]))
    return tuple(entries)


@lru_cache(maxsize=32)
def chosen_measures(
    file: ModelFile, parts: tuple, given: tuple[str | RobotMeasure, ...], sensed: tuple[str, ...]
) -> tuple[RobotMeasure, ...]:
    """Returns the measures of a robot.

    Args:
      parts: the names of torso, feet and keyframe, see `anatomy`.
      given: the measures that were chosen; () for the usual ones.
      sensed: names of the model's own sensors that are read.

    Raises:
      ValueError: a name is not in the model, or a measure is given twice.
    """
    found = anatomy(file, *parts)
    at, sensors = 0, dict[str, int]()
    for name in sensed:
        many = len(sensor_entries(file, (name,)))
        sensors |= {name: at} if many == 1 else {f"{name}-{i}": at + i for i in range(many)}
        at += many
    body = Body(
        file.name,
        found.feet,
        {
            joint: entry
            for joint, entry, one in zip(found.joints, found.first, found.single, strict=True)
            if one
        },
        found.scalar,
        sensors,
        found.free,
        found.height,
        found.reach,
    )
    chosen = tuple(m if isinstance(m, RobotMeasure) else named_measure(m, body) for m in given)
    chosen = chosen or usual_measures(body)
    names = [measure.name for measure in chosen]
    if len(set(names)) < len(names):
        raise ValueError(f"measures={names}: give each measure once.")
    return chosen
