// 大屏：按屏幕大小分页、翻页、看版本、断线保留。只用老浏览器（内核86）也认得的语法。
(function () {
  var wall = document.querySelector(".wall");
  var seconds = Number(wall.dataset.seconds);
  var stampUrl = wall.dataset.version;
  var squeezed = 232, still = 5000, shiftEvery = 180000, pollEvery = 15000, pollLongest = 120000;
  var page = 0, left = seconds, plans = [], failures = 0, lostAt = null;

  function each(list, run) { Array.prototype.forEach.call(list, run); }
  function find(selector, within) { return Array.prototype.slice.call((within || wall).querySelectorAll(selector)); }
  function rem() { return parseFloat(getComputedStyle(document.documentElement).fontSize); }
  function wide() { return window.matchMedia("(min-aspect-ratio: 3/1)").matches; }

  // 一叠放得下几列几行，分成几页；各页摊匀，不留一页只有一格
  function plan(deck) {
    var box = deck.querySelector(".items"), unit = rem() / 10;
    var items = find(".items > .tile, .items > .rank, .items > .entry", deck);
    var gap = 20 * unit, most = Number(deck.dataset.most);
    var cols = Math.max(1, Math.floor((box.clientWidth + gap) / (Number(deck.dataset.wide) * unit + gap)));
    var rows = Math.max(1, Math.floor((box.clientHeight + gap) / (Number(deck.dataset.high) * unit + gap)));
    if (rows === 1 && deck.querySelector(".tile") && box.clientHeight > (2 * squeezed + 20) * unit) rows = 2;
    if (deck.classList.contains("leaderboard")) { cols = 1; rows = Math.max(1, Math.floor(box.clientHeight / (Number(deck.dataset.high) * unit))); }
    if (deck.classList.contains("events")) { cols = Math.min(2, cols); }
    rows = Math.min(rows, Math.max(1, Math.floor(most / cols)));
    var count = Math.max(1, Math.ceil(items.length / (cols * rows))), per = Math.ceil(items.length / count) || 1;
    rows = Math.min(rows, Math.ceil(per / cols));
    cols = Math.min(cols, Math.ceil(per / rows));
    per = cols * rows;
    var high = (box.clientHeight - gap * (rows - 1)) / rows;
    box.style.setProperty("--cols", cols);
    box.style.setProperty("--rows", rows);
    deck.classList.toggle("tight", high < 290 * unit);
    deck.classList.toggle("tall", high > 400 * unit);
    deck.classList.toggle("narrow", box.clientWidth < 700 * unit);
    deck.classList.toggle("broad", box.clientWidth > 1100 * unit);
    deck.classList.toggle("roomy", box.clientWidth > 1500 * unit);
    return { deck: deck, items: items, per: per, count: count };
  }
  // 一页一步：平常各叠依次放，宽屏各区同时放自己的
  function layout() {
    var groups = wide() ? find(".zone") : [wall];
    plans = groups.map(function (group) {
      var steps = [];
      find(".deck", group).map(plan).forEach(function (found) {
        for (var n = 0; n < found.count; n++) steps.push({ plan: found, part: n });
      });
      return steps;
    });
    wall.querySelector(".zones").style.setProperty("--zones", find(".zone").length);
    show();
  }
  function pages() { return Math.max.apply(null, plans.map(function (steps) { return steps.length; })); }

  function show() {
    find(".deck").forEach(function (deck) { deck.classList.remove("on"); });
    page = page % pages();
    plans.forEach(function (steps) {
      var step = steps[page % steps.length], found = step.plan;
      found.items.forEach(function (item, n) { item.classList.toggle("off", Math.floor(n / found.per) !== step.part); });
      found.deck.querySelector(".part").textContent = found.count > 1 ? (step.part + 1) + "/" + found.count : "";
      found.deck.classList.add("on");
      find(".fit", found.deck).forEach(fit);
    });
    dots();
  }
  // 长了就缩，缩到最小字号为止；标题还放不下就不说后半句，再不行折成两行
  function fit(element) {
    var least = element.tagName === "H1" ? 48 : element.classList.contains("value") ? 72 : 28;
    element.classList.remove("short", "two");
    shrink(element, least);
    if (element.tagName !== "H1" || !over(element)) return;
    element.classList.add("short");
    shrink(element, least);
    if (over(element)) element.classList.add("two");
  }
  function over(element) { return element.scrollWidth > element.clientWidth + 1; }
  function shrink(element, least) {
    var unit = rem() / 10;
    element.style.fontSize = "";
    var size = parseFloat(getComputedStyle(element).fontSize), floor = least * unit;
    while (over(element) && size > floor) {
      size = Math.max(floor, size - 2 * unit);
      element.style.fontSize = size + "px";
    }
  }
  // 页数多了点排不下，写成几分之几
  function dots() {
    var total = pages(), place = wall.querySelector(".dots");
    if (total > 8) place.textContent = (page + 1) + "/" + total;
    else place.innerHTML = total > 1 ? new Array(total + 1).join("<i></i>") : "";
    if (total > 1 && total <= 8) place.children[page].className = "on";
    countdown();
    var status = wall.querySelector(".status");
    status.classList.remove("long");
    status.classList.toggle("long", status.scrollHeight > rem() * 3.6);
  }
  function countdown() {
    wall.querySelector(".countdown").textContent = pages() > 1 ? left + "秒后翻页" : "";
  }
  function tick() {
    left -= 1;
    if (left <= 0) { left = seconds; page += 1; show(); }
    countdown();
  }

  // 有新版本就取来换上，不刷新页面（刷新会退出全屏）
  function poll() {
    fetch(stampUrl, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error("status " + answer.status);
      return answer.json();
    }).then(function (found) {
      back();
      return found.stamp === wall.dataset.stamp ? null : renew();
    }).catch(lost).then(function () {
      var wait = failures ? Math.min(pollLongest, 5000 * Math.pow(2, failures - 1)) : pollEvery;
      setTimeout(poll, wait);
    });
  }
  function renew() {
    return fetch(location.href, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error("status " + answer.status);
      return answer.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".wall");
      if (!fresh) throw new Error("no wall");
      find(".zones, footer").forEach(function (old) { old.remove(); });
      each(fresh.querySelectorAll(".zones, footer"), function (part) { wall.appendChild(document.importNode(part, true)); });
      wall.dataset.stamp = fresh.dataset.stamp;
      layout();
    });
  }
  function lost() {
    failures += 1;
    if (!lostAt) lostAt = new Date();
    if (failures < 2 && !wall.classList.contains("away")) return;
    wall.classList.add("away");
    var banner = wall.querySelector(".banner") || wall.appendChild(document.createElement("div"));
    banner.className = "banner";
    banner.setAttribute("role", "status");
    banner.textContent = clock(lostAt) + "起连不上服务器，画面上是断开前的数；恢复后自动更新。";
  }
  function back() {
    failures = 0;
    lostAt = null;
    wall.classList.remove("away");
    find(".banner").forEach(function (banner) { banner.remove(); });
  }
  function clock(at) {
    var minutes = at.getMinutes();
    return (at.getMonth() + 1) + "月" + at.getDate() + "日" + at.getHours() + ":" + (minutes < 10 ? "0" : "") + minutes;
  }

  // 光标五秒后隐去；全屏按钮；防烧屏的一两个像素
  var hiding = null;
  function awake() {
    wall.classList.remove("still");
    clearTimeout(hiding);
    hiding = setTimeout(function () { wall.classList.add("still"); }, still);
  }
  function whole(event) {
    if (!event.target.classList.contains("whole")) return;
    var root = document.documentElement, open = root.requestFullscreen || root.webkitRequestFullscreen;
    if (open) open.call(root);
  }
  var shifts = [[0, 0], [1, 0], [2, 1], [1, 2], [0, 1], [-1, 1], [-2, 0], [-1, -1], [0, -2], [1, -1]], shifted = 0;
  function shift() {
    shifted = (shifted + 1) % shifts.length;
    wall.style.transform = "translate(" + shifts[shifted][0] + "px," + shifts[shifted][1] + "px)";
  }

  var resizing = null;
  window.addEventListener("resize", function () { clearTimeout(resizing); resizing = setTimeout(layout, 150); });
  ["mousemove", "mousedown", "touchstart", "keydown"].forEach(function (name) { document.addEventListener(name, awake); });
  document.addEventListener("click", whole);
  setInterval(tick, 1000);
  setInterval(shift, shiftEvery);
  setTimeout(poll, pollEvery);
  awake();
  layout();
  setTimeout(function () { wall.classList.add("ready"); }, 100);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(layout);
})();
