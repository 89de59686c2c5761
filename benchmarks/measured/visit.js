// 每一帧看一次：首屏画（#first）和活的画面（主区里的 .kz）各在哪一刻进了网页、哪一刻画上了屏。
(() => {
  const MAIN = '[data-testid="stMain"]';
  const PARTS = "h1, h2, svg, table, section";
  const visit = (window.visit = { inserted: 0, painted: 0, live: 0, shift: 0, fcp: 0, lcp: 0, still: null, moved: null });
  performance.setResourceTimingBufferSize(3000);
  const note = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  note("layout-shift", (e) => { if (!e.hadRecentInput) visit.shift += e.value; });
  note("largest-contentful-paint", (e) => { visit.lcp = e.renderTime || e.startTime; });
  note("paint", (e) => { if (e.name === "first-contentful-paint") visit.fcp = e.startTime; });

  const shown = (picture) => (picture && [...picture.querySelectorAll("h1")].some((h) => h.getClientRects().length) ? picture : null);
  const within = (root) => root.querySelector(".kz") || [root, ...root.querySelectorAll("*")].map((e) => e.shadowRoot?.querySelector(".kz")).find(Boolean);
  // 读网页读到一半的不算：后面已有别的，或者整页读完
  const whole = (box) => box && (box.nextElementSibling || document.readyState !== "loading");
  const first = () => { const box = document.getElementById("first"); return whole(box) ? shown(within(box)) : null; };
  window.livePicture = () => {
    const hosts = document.querySelectorAll(`${MAIN} [data-testid^="stBidiComponent"]`);
    return [...hosts].map((host) => host.shadowRoot?.querySelector(".kz") || host.querySelector(".kz")).map(shown).find(Boolean) || null;
  };
  const places = (picture) => [picture, ...picture.querySelectorAll(PARTS)].map((e) => e.getBoundingClientRect()).map((r) => [r.x, r.y, r.width, r.height]);
  const apart = (a, b) => (a.length === b.length ? Math.max(...a.map((box, i) => Math.max(...box.map((v, k) => Math.abs(v - b[i][k]))))) : -1);

  // 这一帧里看到的，这一帧画完才算画上了屏
  const drawn = (name) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done((visit[name] = performance.now()));
    port2.postMessage(0);
  });
  const look = () => {
    const still = document.body && first();
    if (still && !visit.inserted) {
      visit.inserted = performance.now();
      visit.still = places(still);
      drawn("painted");
    }
    const live = document.querySelector(MAIN) && (window.livePicture() || document.querySelector(`${MAIN} #drawn`));
    if (!live) return void requestAnimationFrame(look);
    if (visit.still && live.matches(".kz")) visit.moved = apart(visit.still, places(live));
    drawn("live");
  };
  requestAnimationFrame(look);

  // 点同一页的另一个月，多少毫秒换好；没有这样的链接为 null
  window.answered = async () => {
    const live = window.livePicture();
    const links = live ? [...live.querySelectorAll('a[href*="month="]:not([aria-current]):not([target]):not([download])')] : [];
    const here = live?.querySelector('nav a[aria-current="page"]')?.getAttribute("href").split("?")[0];
    const link = links.find((a) => a.closest("details.choice") && a.getAttribute("href").split("?")[0] === here);
    if (!link) return null;
    const before = live.innerHTML, started = performance.now();
    link.click();
    while ((window.livePicture() || live).innerHTML === before) await new Promise(requestAnimationFrame);
    return performance.now() - started;
  };
  // 从网上取了几次、多少字节；浏览器缓存里的不算
  window.fetched = () => {
    const sizes = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type)).map((e) => e.transferSize).filter(Boolean);
    return [sizes.length, sizes.reduce((sum, size) => sum + size, 0)];
  };
  // 活的画面连同样式，单独成一张静态文件
  window.saved = () => {
    const live = window.livePicture(), root = live.getRootNode();
    const sheets = [...(root.adoptedStyleSheets || []), ...root.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
    const font = getComputedStyle(live).fontFamily.replaceAll('"', "'");
    return `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>${sheets.join("\n")}</style><body style="margin:0;font-family:${font}"><div id="first">${live.outerHTML}</div></body></html>`;
  };
})();
