"""活动时间轴。"""

from dashboard.views.timeline import page

page()
