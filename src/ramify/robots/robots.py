"""The table of robots."""

from ramify.robots.ant import Ant
from ramify.robots.half_cheetah import HalfCheetah
from ramify.robots.hopper import Hopper
from ramify.robots.humanoid import Humanoid
from ramify.robots.walker import AbstractWalker
from ramify.robots.walker2d import Walker2D

ROBOTS: dict[str, type[AbstractWalker]] = {
    robot.name: robot for robot in (Ant, HalfCheetah, Hopper, Walker2D, Humanoid)
}
