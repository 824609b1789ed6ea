// Draws each chart of the page from its data attribute. What a chart shows stands in a table too.
"use strict";
for (const place of document.querySelectorAll("[data-chart]")) {
  const data = JSON.parse(place.dataset.chart);
  const chart = echarts.init(place, null, { renderer: "svg" });
  const percent = value => (value * 100).toFixed(1) + "%";
  chart.setOption({
    animation: false,
    color: ["#1d4f91", "#b45309", "#15803d", "#7c3aed", "#be123c", "#0f766e", "#525252"],
    grid: { left: 64, right: 16, top: 40, bottom: 32 },
    legend: { top: 4, left: 64, type: "scroll" },
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: value => value == null ? "—" : data.shares ? percent(value) : value.toLocaleString("en-US") },
    xAxis: { type: "category", data: data.labels, boundaryGap: data.form !== "line" },
    yAxis: { type: "value", min: 0, max: data.shares ? 1 : null, axisLabel: data.shares ? { formatter: percent } : {} },
    series: data.series.map(series => ({
      name: series.name, data: series.values, type: data.form === "line" ? "line" : "bar",
      stack: data.form === "stacked" ? "all" : undefined, symbolSize: 6,
    })),
  });
  addEventListener("resize", () => chart.resize());
}
