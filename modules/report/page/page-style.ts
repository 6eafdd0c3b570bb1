/**
 * The look of the page: system fonts, light and dark by the reader's setting, cards instead of tables on a narrow
 * screen. The scale of openness runs from orange (open) to dark blue (closed), which colour-blind readers
 * distinguish; every colour has a symbol and a word beside it.
 */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--accent:#0a58ca;
--open:#b45309;--wide:#8f6a1a;--limited:#5577a6;--tight:#2a57a5;--closed:#182b5c;--unknown:#6b4fa0;--error:#b42318;--warning:#8a5a00;--gain:#b45309;--loss:#2a57a5}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--panel:#161b22;--accent:#79b8ff;
--open:#f0a050;--wide:#cdaa6a;--limited:#7396cc;--tight:#94b8f5;--closed:#d5e3ff;--unknown:#c3a6f5;--error:#ff8e86;--warning:#e3b341;--gain:#f0a050;--loss:#94b8f5}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;scrollbar-gutter:stable}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header{background:var(--paper);border-bottom:1px solid var(--line)}
header>*{max-width:1200px;margin:0 auto;padding:0 1rem}
h1{font-size:1.35rem;padding-top:.8rem}h2{font-size:1.2rem;margin:1.8rem 0 .5rem}h3{font-size:1rem;margin:.6rem 0 .3rem}
main{max-width:1200px;margin:0 auto;padding:0 1rem 4rem}
p{margin:.3rem 0}code{font-size:.92em}
a{color:var(--accent)}a:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{display:flex;gap:.2rem 1rem;list-style:none;margin:0;padding:.3rem 0 .6rem;flex-wrap:wrap}
.find{position:relative;padding-top:.4rem}
input[type=search]{width:100%;max-width:32rem;padding:.4rem .6rem;border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:var(--ink);font:inherit}
#found{position:absolute;left:34.5rem;top:.9rem}
#results{position:absolute;z-index:2;left:1rem;width:calc(100% - 2rem);max-width:32rem;margin:.2rem 0 0;padding:0;list-style:none;background:var(--paper);border:1px solid var(--soft);border-radius:6px;box-shadow:0 6px 20px #0003}
#results li{padding:.3rem .6rem;cursor:pointer}#results li[aria-selected=true]{background:var(--panel);outline:2px solid var(--accent);outline-offset:-2px}
.id{color:var(--soft);font-size:.88em}.help{color:var(--soft)}
.verdict{font-size:1.15rem;list-style:none;margin:0 0 .8rem;padding:.2rem 0 .2rem .8rem;border-left:4px solid var(--accent)}.verdict li{margin:.1rem 0}
.facts,.scale dl{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:0 0 1rem}
dt{color:var(--soft);font-size:.88em}dd{margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem}
.card{border:1px solid var(--line);border-radius:8px;padding:.3rem .9rem .6rem;background:var(--panel);margin:0 0 .6rem}.cards .card{margin:0}
.bar{display:block;width:100%;height:.9rem;border-radius:3px}
.bar .open{fill:var(--open)}.bar .wide{fill:var(--wide)}.bar .limited{fill:var(--limited)}.bar .tight{fill:var(--tight)}.bar .closed{fill:var(--closed)}.bar .unknown{fill:var(--unknown)}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;list-style:none;margin:.4rem 0 0;padding:0}
.level{white-space:nowrap}.level .symbol{font-weight:700}
.level.open .symbol{color:var(--open)}.level.wide .symbol{color:var(--wide)}.level.limited .symbol{color:var(--limited)}.level.tight .symbol{color:var(--tight)}.level.closed .symbol{color:var(--closed)}.level.unknown .symbol{color:var(--unknown)}
.scale{margin-top:.6rem}
ul.plain{margin:.2rem 0;padding-left:1.2rem}ul.items{list-style:none;margin:0;padding:0}ul.items li{border-top:1px solid var(--line);padding:.4rem 0}ul.items li:first-child{border-top:0}
.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.note{color:var(--soft)}.soon{color:var(--warning)}
.effect{font-weight:600}.effect.gain,.effect.both{color:var(--gain)}.effect.loss{color:var(--loss)}.effect.none{color:var(--soft);font-weight:400}
details{margin:.3rem 0;padding-left:.6rem;border-left:2px solid var(--line)}summary{cursor:pointer}summary .id{white-space:normal}
table{border-collapse:collapse;width:100%;margin:.3rem 0}th,td{min-width:6.5em;padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}thead th{background:var(--panel)}tbody th{font-weight:400}th:first-child{min-width:15em}
dl.statement{margin:.4rem 0;display:grid;gap:.3rem}dl.statement div,dl.platforms div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.2rem 1rem}dl.platforms{margin:.3rem 0;display:grid;gap:.3rem}
.unit>summary .unit-name::before{content:"▸ ";color:var(--soft)}.unit[open]>summary .unit-name::before{content:"▾ "}.unit>summary{display:grid;grid-template-columns:minmax(0,1fr) 8rem 18rem 16rem;gap:0 1rem;align-items:start;padding:.25rem 0}
.unit>summary .bar{height:.3rem;border-radius:0}.unit-platform{display:block}.all-open{border-bottom:.3rem solid var(--open)}.all-wide{border-bottom:.3rem solid var(--wide)}.all-limited{border-bottom:.3rem solid var(--limited)}.all-tight{border-bottom:.3rem solid var(--tight)}.all-closed{border-bottom:.3rem solid var(--closed)}.all-unknown{border-bottom:.3rem solid var(--unknown)}.unit-guardrails{grid-column:1/-1;color:var(--soft);font-size:.88em}.unit-count{text-align:right;white-space:nowrap}
.children{padding-left:.4rem}.accounts{margin:.2rem 0 .5rem;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
.badge{font-size:.88em;color:var(--soft)}.badge b{font-weight:600}
button{font:inherit;color:var(--accent);background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.15rem .7rem;cursor:pointer}
#account{border:2px solid var(--accent);border-radius:8px;padding:0 1rem 1rem;margin-top:1rem;background:var(--panel)}#account-title:focus{outline:none}
pre{white-space:pre-wrap;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.8rem}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem;z-index:3}
.ask form{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.6rem 1rem;align-items:end;margin:.6rem 0}.ask label{display:block;color:var(--soft);font-size:.88em}.ask label[hidden]{display:none}
.ask .account,.ask .action{grid-column:span 2}.ask form details{grid-column:1/-1}.ask details label{margin:.4rem 0}
.ask input,.ask select{display:block;width:100%;height:2.3rem;padding:.4rem .6rem;border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:var(--ink);font:inherit;font-size:1rem}
.ask button[type=submit]{justify-self:start;padding:.4rem 1.6rem;border-color:var(--accent)}select:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.headline{font-size:1.15rem}.outcome.allowed{color:var(--open)}.outcome.denied{color:var(--closed)}.outcome.unknown{color:var(--unknown)}
.gates{display:grid;gap:.4rem;margin:.6rem 0}.gates div{display:grid;grid-template-columns:17rem minmax(0,1fr);gap:.1rem 1rem}.answer .reason{margin:0}.mistake{color:var(--error);white-space:pre-line}
@media(scripting:none){.find,.accounts,.ask{display:none}}
@media screen and (max-width:48rem){.ask .account,.ask .action{grid-column:1/-1}.gates div{grid-template-columns:minmax(0,1fr)}body{font-size:14px;line-height:1.4}h1{font-size:1.15rem}h2{margin:1.1rem 0 .3rem}ul.items li{padding:.25rem 0}
.unit>summary{grid-template-columns:1fr 1fr}.unit-name .id,.places{display:none}.level{white-space:normal}.verdict{font-size:1.05rem}.cards .card{padding:.2rem .7rem .4rem}.cards{gap:.4rem}#found{position:static;display:block;min-height:1.5em}
table,tbody,tr,th,td{display:block}thead{display:none}tbody tr{border:1px solid var(--line);border-radius:8px;padding:.2rem .7rem;margin:.4rem 0}th,td{border:0;padding:.05rem 0}
tbody [data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-size:.88em}dl.statement div{grid-template-columns:minmax(0,1fr)}.children{padding-left:0}details{padding-left:.5rem}}
@media screen and (max-width:36rem){.facts{display:block}.facts div{display:flex;gap:.4rem}.facts dt{flex:none}.facts dt::after{content:":"}.unit-platform{grid-column:1/-1}.unit>summary{padding:.1rem 0}.unit{margin:.1rem 0}dl.platforms div{display:block}dl.platforms dt{float:left;margin-right:.4rem}.cards .card{display:flow-root}.cards h3{margin:.1rem 0}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--panel:#fff;--open:#b45309;--wide:#8f6a1a;--limited:#5577a6;--tight:#2a57a5;--closed:#182b5c;--unknown:#6b4fa0;--error:#b42318;--warning:#8a5a00;--gain:#b45309;--loss:#2a57a5}
body{font-size:11px}nav,.find,.ask,button,.skip,#account[hidden]{display:none}details::details-content{content-visibility:visible;height:auto}details{border:0;padding-left:0}
.bar,.level{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2,h3{break-after:avoid}.card,tr,li{break-inside:avoid}}
`;
