// 地址的两处修正；服务器的设置先写在这里，不用等问回来再连。
(function () {
  // 深链接上 Streamlit 先去页名下面找服务器，找不到再退一级，控制台里就多几条错；这里直接告诉它根在哪里。
  var names = PAGES;
  var root = location.pathname.replace(/[^/]*$/, function (last) { return names.indexOf(last) < 0 ? last : ""; });
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin + root,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false, blockErrorDialogs: false },
  };

  // 换页时 Streamlit 先把新参数写在旧页的地址上，再换到新页，历史里就多一条错的。点一次只留一条。
  var push = history.pushState, clicked = false;
  window.addEventListener("click", function () { clicked = true; }, true);
  window.addEventListener("popstate", function () { clicked = false; }, true);
  history.pushState = function (state, title, url) {
    var write = clicked ? push : history.replaceState;
    clicked = false;
    return write.call(history, state, title, url);
  };
})();
