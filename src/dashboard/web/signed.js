// 连过没有记在 window.sockets；连接断了：看是不是登录到期、账户停用；是就去登录，登录后回到这一页。服务器没开的不管，页面自己会重连。
(function () {
  var Native = window.WebSocket;
  if (!Native || !window.Proxy) return;
  var sockets = (window.sockets = { tried: 0, ever: false });
  function check() {
    fetch("signed-in", { cache: "no-store", credentials: "same-origin" }).then(function (answer) { return answer.json(); }).then(function (found) {
      if (found.in !== false) return;
      var here = location.pathname.split("/").pop() + location.search;
      location.assign("login?next=" + encodeURIComponent(here));
    }, function () {});
  }
  window.WebSocket = new Proxy(Native, {
    construct: function (target, given) {
      var socket = new target(given[0], given[1]);
      sockets.tried += 1;
      socket.addEventListener("open", function () { sockets.ever = true; });
      socket.addEventListener("close", check);
      return socket;
    }
  });
})();
