from ramify.recipes.cma_mega import CMAMEGAExact as cma_mega
from ramify.recipes.cma_mega_es import CMAMEGAES as cma_mega_es

__all__ = ["cma_mega", "cma_mega_es"]
