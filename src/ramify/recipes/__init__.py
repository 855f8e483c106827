"""Published algorithms with their settings, ready to train. This is the only list of them."""

from ramify._former import former_names
from ramify.recipes.cma_me import CMAMERecipe as cma_me
from ramify.recipes.cma_mega import CMAMEGARecipe as cma_mega
from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiffRecipe as cma_mega_autodiff
from ramify.recipes.cma_mega_es import CMAMEGAESRecipe as cma_mega_es
from ramify.recipes.cma_mega_td3 import CMAMEGATD3ESRecipe as cma_mega_td3_es
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe as cma_mega_td3
from ramify.recipes.dcrl_me import DCRLMERecipe as dcrl_me
from ramify.recipes.dcrl_mega import DCRLMEGARecipe as dcrl_mega
from ramify.recipes.map_elites import MAPElitesRecipe as map_elites
from ramify.recipes.me_es import MEESRecipe as me_es
from ramify.recipes.me_map_elites import MEMAPElitesRecipe as me_map_elites
from ramify.recipes.mega import MEGAESRecipe as mega_es
from ramify.recipes.mega import MEGARecipe as mega
from ramify.recipes.og_map_elites import OGMAPElitesRecipe as og_map_elites
from ramify.recipes.omg_mega import OMGMEGARecipe as omg_mega
from ramify.recipes.pga_me import PGAMERecipe as pga_me
from ramify.recipes.pretrain import PretrainTD3 as pretrain_td3
from ramify.recipes.qdpg import QDPGRecipe as qdpg
from ramify.recipes.registry import register as register
from ramify.recipes.sa_mega import SAMEGARecipe as sa_mega

__all__ = [  # noqa: RUF022, in the order of `ramify train --help`
    "cma_mega_es",
    "cma_mega_td3",
    "cma_mega_td3_es",
    "cma_mega_autodiff",
    "pga_me",
    "qdpg",
    "dcrl_me",
    "dcrl_mega",
    "sa_mega",
    "cma_me",
    "map_elites",
    "me_es",
    "me_map_elites",
    "mega_es",
    "cma_mega",
    "mega",
    "omg_mega",
    "og_map_elites",
    "pretrain_td3",
    "register",
]
BUILT_IN = tuple(globals()[name] for name in __all__ if name not in ("pretrain_td3", "register"))
for _recipe in BUILT_IN:
    register(_recipe)

__getattr__ = former_names(__name__, {"known": "register"})
