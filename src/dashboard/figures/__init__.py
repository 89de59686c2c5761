"""图：只画不算。SVG 块由页面、首屏、大屏共用；Plotly 与 pydeck 由它打开。"""
