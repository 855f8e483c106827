from ramify.recipes.cma_me import CMAME as cma_me
from ramify.recipes.cma_mega import CMAMEGAExact as cma_mega
from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiff as cma_mega_autodiff
from ramify.recipes.cma_mega_es import CMAMEGAES as cma_mega_es
from ramify.recipes.cma_mega_td3 import CMAMEGATD3 as cma_mega_td3
from ramify.recipes.cma_mega_td3 import CMAMEGATD3ES as cma_mega_td3_es
from ramify.recipes.map_elites import MAPElites as map_elites
from ramify.recipes.me_es import MEES as me_es
from ramify.recipes.me_map_elites import MEMAPElites as me_map_elites
from ramify.recipes.og_map_elites import OGMAPElitesExact as og_map_elites
from ramify.recipes.omg_mega import OMGMEGAExact as omg_mega
from ramify.recipes.own import known as known
from ramify.recipes.pga_me import PGAMAPElites as pga_me
from ramify.recipes.pretrain import PretrainTD3 as pretrain_td3

__all__ = [
    "cma_me",
    "cma_mega",
    "cma_mega_autodiff",
    "cma_mega_es",
    "cma_mega_td3",
    "cma_mega_td3_es",
    "known",
    "map_elites",
    "me_es",
    "me_map_elites",
    "og_map_elites",
    "omg_mega",
    "pga_me",
    "pretrain_td3",
]
