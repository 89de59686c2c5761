"""载体地图。"""

from dashboard.views.carriers import page

page()
