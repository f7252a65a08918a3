// How a report looks: the console's colours and type. Whatever colour tells, shape or hatching
// tells too. On a telephone tables become lists; on paper the head is repeated on each sheet.
#include <string_view>

#include "cli/drill/report_sections.h"

namespace fenghuo::cli {
namespace {

constexpr std::string_view kStyle = R"(
:root{--ink:#14181f;--soft:#454c58;--ground:#eef1f5;--card:#fff;--line:#c3cad4;--accent:#0b5394;
--exercise:#5b21b6;--red:#b00020;--red-soft:#fdecef;--orange:#a84200;--good:#176b2c;
--good-soft:#e9f7ec;--doubt:#6b4f00;--doubt-soft:#fff9db}
*{box-sizing:border-box}
html{scroll-padding-top:60px}
body{margin:0;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;
font:18px/1.5 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Noto Sans',
'Segoe UI',sans-serif;overflow-wrap:break-word}
main{max-width:1240px;margin:0 auto;padding:16px 24px 40px}
.running-head{position:sticky;top:0;z-index:1;background:var(--exercise);color:#fff;
padding:8px 24px}
.running-head>div{max-width:1192px;margin:0 auto;white-space:nowrap;overflow:hidden;
text-overflow:ellipsis}
.running-head .soft{color:#e6dcfa}
h1{font-size:32px;line-height:1.3;margin:8px 0 12px}
h2{font-size:25px;line-height:1.3;margin:0 0 10px}
h3{font-size:20px;line-height:1.35;margin:18px 0 6px}
p,ul,dl,dd{margin:0;padding:0}
p{margin:0 0 10px}
ul{list-style:none}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-bottom:14px}
a{color:var(--accent)}
nav a{padding:6px 0}
.panel{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 20px;
margin-bottom:16px}
.soft,small{color:var(--soft)}
small{font-size:17px;font-weight:normal}
code{font-family:'Noto Sans Mono CJK SC','Noto Sans Mono',Consolas,monospace;font-size:.86em;
background:#f1f3f6;padding:1px 4px;border-radius:4px;
overflow-wrap:anywhere;font-weight:normal}
code.fact{white-space:nowrap}
.verdict{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;font-size:20px;
padding:10px 14px;border:3px solid var(--line);border-radius:8px}
.verdict strong{font-size:26px}
.verdict.passed{border-color:var(--good);background:var(--good-soft)}
.verdict.failed{border-color:var(--red);background:var(--red-soft)}
.mind{padding:6px 12px;border:2px solid var(--doubt);border-radius:8px;background:var(--doubt-soft)}
.figures{display:flex;flex-wrap:wrap;gap:10px;margin:12px 0}
.figures div{flex:1 1 150px;border:1px solid var(--line);border-radius:8px;padding:8px 12px}
.figures dd{font-size:28px;font-weight:bold;line-height:1.2;font-variant-numeric:tabular-nums}
.figures dt{color:var(--soft);font-size:16px}
.facts>div{display:grid;grid-template-columns:7em minmax(0,1fr);gap:0 10px;padding:2px 0}
.facts dt{color:var(--soft)}
table{width:100%;border-collapse:collapse;margin:6px 0 12px;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
thead th{font-size:16px;line-height:1.3;color:var(--soft);vertical-align:bottom;
border-bottom:2px solid var(--soft)}
tbody th{font-weight:normal}
table.actions td:nth-child(4),table.actions td:nth-child(5),table.actions td:nth-child(6){
min-width:6em}
table.actions th:first-child{min-width:5.5em}
table.actions td:nth-child(3){min-width:7em}
table.values{font-size:16px}
table.values{table-layout:fixed}
table.values th:nth-child(1){width:24%}
table.values th:nth-child(3){width:6.5em}
table.values th:nth-child(4){width:30%}
table.standard{table-layout:fixed}
table.standard th:nth-child(1){width:20%}
table.standard th:nth-child(3){width:24%}
table.compact{width:auto}
table.compact th,table.compact td{padding-right:28px}
.grade{display:inline-block;min-width:1.7em;text-align:center;font-weight:bold;
border:2px solid var(--ink);border-radius:6px;margin-right:4px}
.grade-P{background:#fff}
.grade-S{border-style:dashed}
.grade-M{border-style:double;border-width:5px}
.grade-U{background:var(--ink);color:#fff}
.grade--{border-style:dotted}
.mark{display:inline-block;min-width:1.4em;text-align:center;font-size:15px;line-height:1.3;
font-weight:bold;text-decoration:none;border:1.5px solid var(--ink);border-radius:4px}
.mark-d{border-style:dashed}
.mark-M{border-style:dotted}
.mark-I{background:var(--ink);color:#fff}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:4px 0 12px}
.legend li{display:flex;align-items:center;gap:6px}
.legend.lines{display:block}
.legend.lines li{display:block;padding:2px 0}
ul.bullets{list-style:disc;padding-left:1.3em;margin-bottom:10px}
.symbol{width:24px;height:24px;flex:none;vertical-align:-5px;margin-right:5px}
.patch{width:36px;height:18px;flex:none}
.strips{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));
gap:14px 28px}
.strip-row{min-width:0}
.strip-row h3{margin-top:8px}
.moments{display:flex;flex-wrap:wrap;gap:0 16px;font-size:16px;margin-bottom:4px;
font-variant-numeric:tabular-nums}
.strip{display:block;overflow:visible}
.at{overflow:visible}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:16px}
figure{margin:0;min-width:0}
figcaption{margin-bottom:4px}
.map{display:block;width:100%;height:auto;border:1px solid var(--line);border-radius:8px;
background:#fafbfc}
.expectation{border:1px solid var(--line);border-left-width:10px;border-radius:8px;
padding:8px 14px;margin-bottom:10px}
.expectation.met{border-left-color:var(--good)}
.expectation.missed{border-left-color:var(--red)}
.expectation.untold{border-left-color:var(--doubt)}
.expectation h3{margin:0 0 4px}
.tag{display:inline-block;padding:0 8px;margin-right:4px;border:2px solid currentColor;
border-radius:6px}
.met .tag{color:var(--good)}
.missed .tag{color:var(--red)}
.untold .tag{color:var(--doubt)}
.hatchings{position:absolute}
.paper{fill:#fff}
.ink-warned{fill:var(--orange)}
.line-answered,.line-moving,.line-safe{fill:none;stroke-width:1.6}
.line-answered{stroke:var(--accent)}
.line-moving{stroke:var(--ink);stroke-width:1.4}
.line-safe{stroke:var(--good);stroke-width:2}
.stage-warned,.stage-answered,.stage-moving,.stage-safe,.people-safe,.called,.asked{stroke-width:1}
.stage-warned{fill:url(#dots);stroke:var(--orange)}
.stage-answered{fill:url(#slant);stroke:var(--accent)}
.stage-moving{fill:url(#cross);stroke:var(--ink)}
.stage-safe{fill:var(--good);stroke:var(--good)}
.people-safe{fill:url(#level);stroke:none}
.people-top{fill:var(--good)}
.called{fill:var(--accent);stroke:var(--accent)}
.asked{fill:url(#dots);stroke:var(--orange)}
.grid{stroke:#d5dae1;stroke-width:1}
.ground{stroke:var(--soft);stroke-width:1.5}
.danger{stroke:var(--red);stroke-width:3}
.danger-head{fill:var(--red)}
.hour{font-size:13px;fill:var(--soft);stroke:#fff;stroke-width:3px;paint-order:stroke}
.village{fill:#fff;stroke:var(--ink);stroke-width:2}
.dot,.half{fill:var(--ink)}
.safe{fill:var(--good)}
.tick,.strike{fill:none;stroke:#fff;stroke-width:2.4;stroke-linecap:round}
.caught{fill:var(--red)}
.untold{fill:#fff;stroke:var(--doubt);stroke-width:2}
.question{font-size:14px;font-weight:bold;fill:var(--doubt)}
.name{font-size:13px;font-weight:bold;fill:var(--ink);stroke:#fafbfc;stroke-width:3px;
paint-order:stroke}
.roads{fill:none;stroke:#aab2bf;stroke-width:1.5}
.station{fill:#fff;stroke:var(--soft);stroke-width:1.2}
.shelter{fill:#dfe4ea;stroke:var(--soft);stroke-width:1.2}
@media screen and (max-width:700px){
main{padding:10px 10px 30px}
.running-head{padding:6px 10px}
h1{font-size:26px}
.panel{padding:12px 12px}
.facts>div{grid-template-columns:4.6em minmax(0,1fr)}
table:not(.compact){display:block}
table:not(.compact) thead{display:none}
table:not(.compact) :is(tbody,tr,th,td){display:block;width:auto}
table:not(.compact) tr{border-bottom:2px solid var(--line);padding:6px 0}
table:not(.compact) th{font-weight:bold;border:0;padding:2px 0}
table:not(.compact) td{border:0;padding:1px 0;display:grid;gap:8px;
grid-template-columns:7.5em minmax(0,1fr)}
table:not(.compact) td::before{content:attr(data-column);color:var(--soft);font-size:16px}
table:is(.values,.standard) :is(th,td):nth-child(n){width:auto}
table.compact{width:100%}
table.compact th,table.compact td{padding-right:10px}
}
@media print{
@page{size:A4;margin:12mm 12mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);
font:9pt sans-serif}}
body{background:#fff;font-size:10pt;line-height:1.4}
.sheets{display:table;width:calc(100% - 2px)}
.running-head{display:table-header-group;position:static;background:none;color:#000}
.running-head>div{max-width:none;border-bottom:1pt solid #000;padding-bottom:1mm;margin-bottom:4mm}
.running-head{break-inside:avoid}
.running-head .soft{color:#333}
main{display:table-row-group;max-width:none}
nav{display:none}
h1{font-size:17pt}h2{font-size:14pt}h3{font-size:11.5pt}
small,.moments,table.values,.figures dt,thead th{font-size:9pt}
.figures dd{font-size:15pt}
.figures div{flex-basis:28mm}
.panel{border:0;padding:0;margin:0 0 6mm;border-radius:0}
h2{border-bottom:1.5pt solid #000;padding-bottom:1mm}
h1,h2,h3{break-after:avoid}
tr,.strip-row,figure,.expectation,.figures div{break-inside:avoid}
thead{display:table-header-group}
th,td{padding:1.2mm 2.5mm 1.2mm 0}
.symbol{width:13pt;height:13pt}
.mark{font-size:8.5pt}
.strips,.maps{grid-template-columns:1fr 1fr;gap:4mm 7mm}
.blank{display:inline-block;min-height:9mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)";

}  // namespace

std::string_view report_style() {
  return kStyle;
}

}  // namespace fenghuo::cli
