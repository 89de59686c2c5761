"""板块龙虎榜。"""

from dashboard.views.leaderboard import page

page()
