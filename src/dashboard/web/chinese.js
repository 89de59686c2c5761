// 中文界面：Streamlit 自己的按钮、提示、对话框只有英文，出现一处换一处（图标是字体里的连字，标着不译）。
(function () {
  var words = WORDS;
  var patterns = words.patterns.map(function (pair) { return [new RegExp(pair[0]), pair[1]]; });
  var attributes = ["aria-label", "title", "placeholder", "alt"];
  var seen = Object.create(null);

  function chinese(text) {
    var key = text.trim();
    if (!/[A-Za-z]{2}/.test(key) || key.length > 600) return null;
    if (key in seen) return seen[key];
    var found = Object.prototype.hasOwnProperty.call(words.exact, key) ? words.exact[key] : null;
    for (var i = 0; found === null && i < patterns.length; i++) {
      if (patterns[i][0].test(key)) found = key.replace(patterns[i][0], patterns[i][1]).replace(/，$/, "");
    }
    if (Object.keys(seen).length < 2000) seen[key] = found;
    return found;
  }
  function text(node) {
    var parent = node.parentElement;
    if (parent && (parent.nodeName === "SCRIPT" || parent.nodeName === "STYLE" || parent.translate === false)) return;
    var found = chinese(node.data);
    if (found !== null) node.data = found;
  }
  function labels(element) {
    attributes.forEach(function (name) {
      var found = element.hasAttribute(name) ? chinese(element.getAttribute(name)) : null;
      if (found !== null) element.setAttribute(name, found);
    });
  }
  function all(node) {
    if (node.nodeType === Node.TEXT_NODE) { text(node); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    var walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (var found = node; found; found = walker.nextNode()) {
      if (found.nodeType === Node.TEXT_NODE) text(found); else labels(found);
    }
  }
  function changed(list) {
    list.forEach(function (change) {
      if (change.type === "childList") change.addedNodes.forEach(all);
      else if (change.type === "characterData") text(change.target);
      else labels(change.target);
    });
  }
  new MutationObserver(changed).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes
  });
})();
