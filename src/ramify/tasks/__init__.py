from ramify.tasks.arm import arm as arm
from ramify.tasks.gymnasium import GymnasiumTask as GymnasiumTask
from ramify.tasks.linear_projection import plateau as plateau
from ramify.tasks.linear_projection import rastrigin as rastrigin
from ramify.tasks.linear_projection import sphere as sphere
from ramify.tasks.locomotion import walker as walker
