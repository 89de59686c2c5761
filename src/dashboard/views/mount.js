// 画面不变就不动它的节点；画面里的链接不离开页面，交给服务器换画面；#开头的只在页面里跳过去、停在那里。
const jump = (name) => {
  const box = document.querySelector(`[class*="st-key-${name}"]`);
  const inside = box && box.querySelector("input:not([type=file]):not([disabled]), textarea, button:not([disabled]), input[type=file]");
  const found = inside || [...window.pictures].map((host) => host.isConnected && host.querySelector(`#${name}`)).find(Boolean);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
  if (found.matches("summary")) found.parentElement.open = true;
};

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const host = parentElement.querySelector(".kz");
  window.pictures = (window.pictures || new Set()).add(host);
  if (host.drawn !== data.html) {
    host.innerHTML = data.html;
    host.drawn = data.html;
  }
  const waiting = document.getElementById("waiting");
  if (waiting) waiting.remove();
  host.classList.toggle("below", Boolean(data.below));
  if (!data.below) document.title = data.title + " · 科招看板";
  host.onclick = (event) => {
    const link = event.target.closest("a");
    for (const menu of host.querySelectorAll("details.choice[open]")) {
      if (!menu.contains(event.target) || link) menu.open = false;
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button || link.getAttribute("target") || link.hasAttribute("download")) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    if (href.startsWith("#")) jump(href.slice(1));
    else setTriggerValue("go", href);
  };
}
