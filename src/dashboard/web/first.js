// 首屏画：先让它画上屏，再去装活的页面；活的画好就让位；几秒还不来，写一行缺什么、怎么办。语法要让很旧的浏览器也读得通。
(function () {
  var LATE = 8000, AGAIN = 4000, LOOK = 400;
  var first = document.getElementById("first"), page = document.documentElement, later = LATER;
  var lost = false, started = false, since = Date.now(), asked = 0, silent = false, said = null, sheets = [];

  function add(parent, name, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    element.onerror = function () { lost = true; };
    if (attributes.rel === "stylesheet") { element.media = "print"; sheets.push(element); } // 带着字体，先取来不用：一用就要把整页重排一遍
    parent.appendChild(element);
  }
  function start() {
    if (started) return;
    started = true;
    later.forEach(function (one) { add(document.head, one[0], one[1]); });
  }

  function say(nodes) {
    var text = nodes.map(function (node) { return node.textContent; }).join("");
    if (said && said.textContent === text) return;
    if (!said) {
      said = document.createElement("p");
      said.className = "said";
      said.setAttribute("role", "status");
      first.appendChild(said);
    }
    while (said.firstChild) said.removeChild(said.firstChild);
    nodes.forEach(function (node) { said.appendChild(node); });
  }
  function why() {
    var still = "画面停在打开时的样子，链接都可以点。", sockets = window.sockets || {};
    if (window.tooOld) return "这个浏览器的内核太旧（要94以上），" + still + "上报和审核请换用新版的Chrome、Edge、360安全浏览器或奇安信可信浏览器。";
    if (silent) return "服务器没有应答，可能正在重新启动，或网络很慢，" + still + "服务器回来以后会自动接上。";
    if (lost) return "网页的脚本没有取全，" + still + "请刷新重试；还是不行，请让网络管理员看代理有没有挡住本站的/static/。";
    if (sockets.tried > 2 || (sockets.tried && !sockets.ever)) return "连不上服务器的WebSocket，可能被代理挡住、掐断了，" + still + "上报和审核用不了，请让网络管理员放行本站的/_stcore/stream。";
    return "活的画面比平时装得慢，请稍候；" + still;
  }
  function inquire() {
    var before = silent, open = true;
    function heard(nothing) {
      if (!first || !open) return;
      open = false;
      silent = nothing;
      if (before && !silent && lost) location.reload(); // 服务器回来了，刚才没取全的脚本再取一遍
      else say([document.createTextNode(why())]);
    }
    asked = Date.now();
    fetch("healthz", { cache: "no-store" }).then(function (answer) { heard(answer.status === 502 || answer.status === 504); }, function () { heard(true); }); // 代理替没开的服务器答502、504
    setTimeout(function () { heard(true); }, AGAIN); // 连着却不答
  }
  function copied(alert) {
    var found = alert.cloneNode(true);
    found.querySelectorAll("a").forEach(function (link) { link.removeAttribute("target"); });
    return found;
  }
  function look() {
    if (!first) return;
    var alert = document.querySelector('#root [data-testid="stAlert"] [data-testid="stMarkdownContainer"]');
    if (alert) say([copied(alert)]);
    else if (window.tooOld) say([document.createTextNode(why())]);
    else if (Date.now() - since > LATE && Date.now() - asked > AGAIN) inquire();
    setTimeout(look, LOOK);
  }

  // 活的画面要画了：还是同一块就把节点搬过去（打开着的菜单照旧，不再读一遍），返回真；焦点、滚到的地方照旧
  window.live = function (host, tag) {
    if (!first) return false;
    var top = window.pageYOffset, focused = document.activeElement, picture = first.querySelector(".kz"), same = picture.getAttribute("data-tag") === tag;
    while (same && picture.firstChild) host.appendChild(picture.firstChild);
    first.parentNode.removeChild(first);
    first = null;
    page.classList.remove("first");
    sheets.forEach(function (sheet) { sheet.media = "all"; });
    if (same && host.contains(focused)) focused.focus({ preventScroll: true });
    var main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTop = top;
    document.querySelectorAll('[data-testid="stMain"], [data-testid="stHeader"]').forEach(function (box) { box.setAttribute("role", "group"); }); // 页眉和主区是画面自己的，读屏软件只报一遍
    return same;
  };

  if (!window.tooOld) {
    new PerformanceObserver(start).observe({ type: "paint", buffered: true }); // 画上了屏
    setTimeout(start, 1000); // 在后台标签里不画，等不到
  }
  look();
})();
