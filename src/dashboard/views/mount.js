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

// 原表位置里直接改：回车到下一行，从 Excel 粘贴的照行列铺开，改过的格子有记号，一起交给服务器再检查。
const marked = (cell) => {
  cell.classList.toggle("changed", cell.innerText.trim() !== cell.dataset.now);
  const card = cell.closest("section");
  card.querySelector("button.keep").hidden = !card.querySelector("td.changed");
};

const spread = (cell, text) => {
  const rows = [...cell.closest("table").rows];
  text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, down) =>
    line.split("\t").forEach((value, across) => {
      const target = rows[rows.indexOf(cell.parentElement) + down]?.cells[cell.cellIndex + across];
      if (!target?.dataset.cell) return;
      target.innerText = value.trim();
      marked(target);
    }));
};

const edited = (card) => JSON.stringify([...card.querySelectorAll("td.changed")].map((cell) => ({
  file: cell.closest("table").dataset.file, sheet: cell.closest("table").dataset.sheet, cell: cell.dataset.cell, text: cell.innerText.trim(),
})));

const editable = (host, setTriggerValue) => {
  const within = (act) => (event) => { const cell = event.target.closest("td[contenteditable]"); if (cell) act(cell, event); };
  host.oninput = within(marked);
  host.onpaste = within((cell, event) => { event.preventDefault(); spread(cell, event.clipboardData.getData("text/plain")); });
  host.onkeydown = within((cell, event) => {
    if (event.key === "Escape") { cell.innerText = cell.dataset.now; marked(cell); }
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const below = cell.parentElement.nextElementSibling?.cells[cell.cellIndex];
    (below?.dataset.cell ? below : cell.closest("section").querySelector("button.keep")).focus();
  });
  for (const button of host.querySelectorAll("button.keep")) button.onclick = () => setTriggerValue("edits", edited(button.closest("section")));
};

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const host = parentElement.querySelector(".kz");
  window.pictures = (window.pictures || new Set()).add(host);
  const moved = !data.below && window.live && window.live(host, data.tag);
  if (host.drawn !== data.html) {
    if (!moved) host.innerHTML = data.html;
    host.drawn = data.html;
  }
  host.classList.toggle("below", Boolean(data.below));
  if (!data.below) document.title = data.title + " · 科招看板";
  editable(host, setTriggerValue);
  host.onkeyup = (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  };
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
