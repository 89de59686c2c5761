// 后退：换页时 Streamlit 先把新参数写在旧页的地址上，再换到新页，历史里就多一条错的。点一次只留一条。
(function () {
  var push = history.pushState, clicked = false;
  window.addEventListener("click", function () { clicked = true; }, true);
  window.addEventListener("popstate", function () { clicked = false; }, true);
  history.pushState = function (state, title, url) {
    var write = clicked ? push : history.replaceState;
    clicked = false;
    return write.call(history, state, title, url);
  };
})();
