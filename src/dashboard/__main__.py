"""`python -m dashboard` 与控制台命令 `dashboard` 相同。"""

from dashboard.cli import main

raise SystemExit(main())
