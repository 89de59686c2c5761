// 旧浏览器：Chromium 94—111 补上缺的几样，Streamlit 就能画；94 以下语法就不通，不去装它，首屏画留着看。这一段只用最老的语法。
(function () {
  function broken() {
    try { new Function("class A { static {} }"); return false; } catch (error) { return true; }
  }
  if (broken()) {
    window.tooOld = true;
    return;
  }
  try { new RegExp("", "v"); } catch (error) {
    var Native = RegExp;
    var Patched = function (pattern, flags) {
      return new Native(pattern, typeof flags === "string" ? flags.replace("v", "u") : flags);
    };
    Patched.prototype = Native.prototype;
    Object.setPrototypeOf(Patched, Native);
    Native.prototype.constructor = Patched;
    window.RegExp = Patched;
  }
  function add(owner, name, value) {
    if (!(name in owner)) Object.defineProperty(owner, name, { value: value, writable: true, configurable: true });
  }
  [Array.prototype, Object.getPrototypeOf(Int8Array.prototype)].forEach(function (list) {
    add(list, "toSorted", function (compare) { return this.slice().sort(compare); });
    add(list, "toReversed", function () { return this.slice().reverse(); });
    add(list, "with", function (at, value) { var copy = this.slice(); copy[at < 0 ? copy.length + at : at] = value; return copy; });
    add(list, "findLast", function (test, self) { for (var i = this.length - 1; i >= 0; i--) if (test.call(self, this[i], i, this)) return this[i]; });
    add(list, "findLastIndex", function (test, self) { for (var i = this.length - 1; i >= 0; i--) if (test.call(self, this[i], i, this)) return i; return -1; });
  });
  add(Array.prototype, "toSpliced", function () { var copy = this.slice(); copy.splice.apply(copy, arguments); return copy; });
  add(Promise, "withResolvers", function () {
    var found = {};
    found.promise = new this(function (resolve, reject) { found.resolve = resolve; found.reject = reject; });
    return found;
  });
  add(Object, "groupBy", function (items, key) {
    var found = Object.create(null), at = 0;
    Array.from(items).forEach(function (item) { var name = key(item, at++); (found[name] = found[name] || []).push(item); });
    return found;
  });
  add(URL, "canParse", function (text, base) { try { return Boolean(new URL(text, base)); } catch (error) { return false; } });
  add(window, "structuredClone", function (value) { return JSON.parse(JSON.stringify(value)); });
})();
