"""大屏。"""

from dashboard.views.wall import page

page()
