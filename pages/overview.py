"""目标总览。"""

from dashboard.views.overview import page

page()
