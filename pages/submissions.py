"""数据上报。"""

from dashboard.views.submissions import page

page()
