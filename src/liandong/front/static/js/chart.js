// Draws <table data-chart="bar|line"> above itself; the table stays as the text of the picture.
// First column: the labels. Every further column whose head has data-series is one series; cells may carry data-value.

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const figure = (cell) => {
  const text = cell?.dataset.value ?? cell?.textContent.replace(/[^\d.-]/g, "") ?? "";
  return text === "" ? null : Number(text);
};

function series(table) {
  const colours = [ink("--bar"), ink("--bar-past"), ink("--amber"), ink("--green")];
  const rows = [...table.tBodies[0].rows];
  return [...table.tHead.rows[0].cells].flatMap((head, column) => {
    if (!head.hasAttribute("data-series")) return [];
    const late = head.dataset.series === "late";
    return [{
      name: head.textContent.trim(),
      type: table.dataset.chart,
      data: rows.map((row) => figure(row.cells[column])),
      barMaxWidth: 28,
      symbolSize: 6,
      stack: table.dataset.stack,
      itemStyle: { color: late ? ink("--bar-late") : colours[column - 1] ?? colours[0] },
      lineStyle: { width: 2 },
    }];
  });
}

function draw(table) {
  const box = document.createElement("div");
  box.className = "chart";
  box.setAttribute("aria-hidden", "true");
  (table.closest(".table-box") ?? table).before(box);
  const text = { color: ink("--quiet"), fontFamily: "inherit" };
  const line = { lineStyle: { color: ink("--line") } };
  const labels = { type: "category", data: [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim()), axisLabel: text, axisLine: line };
  const values = { type: "value", minInterval: 1, axisLabel: text, splitLine: line };
  const lying = table.dataset.lying !== undefined;
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: 32, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text, itemHeight: 8, icon: "rect" },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: lying ? values : labels,
    yAxis: lying ? { ...labels, inverse: true } : values,
    series: series(table),
  });
  return chart;
}

const charts = [...document.querySelectorAll("table[data-chart]")];
let drawn = charts.map(draw);
window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  drawn.forEach((chart) => { const box = chart.getDom(); chart.dispose(); box.remove(); });
  drawn = charts.map(draw);
});
