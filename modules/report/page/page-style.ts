/** The look of the page: system fonts, light and dark by the reader's setting, one column on phones and on paper. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--accent:#0a58ca;
--open:#1a7f37;--limited:#0a58ca;--disabled:#b42318;--unset:#6e7781;--mixed:#8250df;--bound:#0e6f7c;--unknown:#9a6700;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--panel:#161b22;--accent:#79b8ff;
--open:#4ac26b;--limited:#79b8ff;--disabled:#ff8e86;--unset:#9da7b3;--mixed:#d2a8ff;--bound:#56d4dd;--unknown:#e3b341;--on:#0d1117}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);padding:.6rem 1rem;display:flex;gap:.6rem 1.2rem;align-items:center;flex-wrap:wrap}
h1{font-size:1.1rem;margin:0}h2{font-size:1.25rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:1rem 0 .4rem}
main{max-width:1200px;margin:0 auto;padding:0 1rem 4rem}
a{color:var(--accent)}a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{display:flex;gap:.9rem;list-style:none;margin:0;padding:0;flex-wrap:wrap}
.find{position:relative;flex:1 1 15rem}
input[type=search]{width:100%;padding:.4rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--ink);font:inherit}
#results{position:absolute;left:0;right:0;margin:.2rem 0 0;padding:0;list-style:none;background:var(--paper);border:1px solid var(--line);border-radius:6px;max-height:60vh;overflow:auto;box-shadow:0 6px 20px #0003}
#results li{padding:.3rem .6rem;cursor:pointer;overflow-wrap:anywhere}#results li[aria-selected=true]{background:var(--panel);outline:2px solid var(--accent);outline-offset:-2px}
.id{color:var(--soft);font-size:.85em}
.lead{font-size:1.15rem}
#cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1rem}
.card{border:1px solid var(--line);border-radius:8px;padding:.4rem 1rem .8rem;background:var(--panel)}
.bar{display:flex;height:1.1rem;border-radius:4px;overflow:hidden;gap:2px}
.piece{min-width:3px}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.5rem 0 0;padding:0}
.dot{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}
.piece.open,.dot.open{background:var(--open)}.piece.limited,.dot.limited{background:var(--limited)}.piece.disabled,.dot.disabled{background:var(--disabled)}
.piece.unset,.dot.unset{background:var(--unset)}.piece.unknown,.dot.unknown{background:var(--unknown)}.dot.mixed{background:var(--mixed)}.piece.bound,.dot.bound{background:var(--bound)}.dot.empty{background:var(--line)}
.map{width:100%;height:auto;display:block}
.map rect.open{fill:var(--open)}.map rect.limited{fill:var(--limited)}.map rect.disabled{fill:var(--disabled)}.map rect.unset{fill:var(--unset)}
.map rect.mixed{fill:var(--mixed)}.map rect.bound{fill:var(--bound)}.map rect.unknown{fill:var(--unknown)}.map rect.empty{fill:var(--line)}
.map text{fill:var(--on);font:12px system-ui,sans-serif;pointer-events:none}
.map a:focus-visible rect{stroke:var(--ink);stroke-width:3}
fieldset{border:0;padding:0;margin:0 0 .6rem;display:flex;gap:1rem;flex-wrap:wrap}legend{float:left;margin-right:1rem;color:var(--soft)}
.badge b{font-weight:600}.badge{display:inline-block;border:1px solid currentColor;border-radius:.7em;padding:0 .6em;font-size:.85em;overflow-wrap:anywhere;max-width:100%}
.badge.open{color:var(--open)}.badge.limited{color:var(--limited)}.badge.disabled{color:var(--disabled)}.badge.unset{color:var(--soft)}.badge.mixed{color:var(--mixed)}.badge.unknown{color:var(--unknown)}
details{border-left:2px solid var(--line);padding-left:.6rem;margin:.2rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
.children{padding-left:.8rem}.accounts{list-style:none;margin:.2rem 0;padding-left:.4rem}.accounts li{overflow-wrap:anywhere}
.guardrails{color:var(--soft)}
.scroll{overflow:auto;max-height:70vh;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);min-width:6rem;max-width:32rem}
td,th{overflow-wrap:break-word}
thead th{position:sticky;top:0;background:var(--panel)}tbody th{font-weight:400;min-width:14rem}#account-title:focus{outline:none}
.attached{font-weight:600}.inherited{color:var(--soft)}.severity.error{color:var(--disabled);font-weight:600}.severity.warning{color:var(--unknown);font-weight:600}
.note{color:var(--soft);margin:.4rem 0}.links a{margin-right:.6rem}
button{font:inherit;color:var(--accent);background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.15rem .7rem;cursor:pointer}button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.yes{color:var(--open);font-weight:600}.no{color:var(--soft)}
.effect.gain{color:var(--open)}.effect.loss{color:var(--disabled)}.effect.both{color:var(--mixed)}.effect.none{color:var(--soft)}.effect{font-weight:600}
#account{border:2px solid var(--accent);border-radius:8px;padding:0 1rem 1rem;margin-top:1rem;background:var(--panel)}
pre{overflow:auto;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.8rem;max-height:50vh}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem;z-index:3}
.filter{display:block;margin:.4rem 0;max-width:24rem}
@media(max-width:40rem){header{position:static}tbody th{min-width:8rem}#map{overflow-x:auto}.map{min-width:42rem}nav{width:100%}th,td{min-width:5rem}}
@media print{:root{color-scheme:light}header{position:static;border:0}nav,.find,.filter,fieldset,button,#account[hidden]{display:none}.scroll,pre{max-height:none;overflow:visible}
.bar,.dot,.map{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2{break-after:avoid}.card,tr{break-inside:avoid}}
`;
