"""目标总览。"""

from dashboard.flows.screens.overview import overview
from dashboard.views.shown import show

show("overview", overview)
