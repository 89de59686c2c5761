// 画面不变就不动它的节点；画面里的链接不离开页面，交给服务器换画面。
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const host = parentElement.querySelector(".kz");
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
    if (!link.getAttribute("href").startsWith("#")) setTriggerValue("go", link.getAttribute("href"));
  };
}
