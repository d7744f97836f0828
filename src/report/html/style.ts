/** The look of a page: light and dark, screen and paper, wide and narrow. No value of a report stands in it. */
export const style = `
:root{--bg:#fff;--text:#1b1f24;--muted:#57606a;--line:#c4ccd4;--panel:#f4f6f8;--link:#0a4f9e;
--error:#a8101b;--error-bg:#ffebe9;--warning:#6f4400;--warning-bg:#fff3d1;--info:#0a4f9e;--info-bg:#e6f1ff;
--open:#5a2d91;--open-bg:#f3eaff;--ok:#0f5a26;--ok-bg:#dcf5e3;--mark:#ffe58a;--mark-text:#1b1f24;--disk:#e9edf2}
@media screen and (prefers-color-scheme:dark){:root{--bg:#0f141a;--text:#e6edf3;--muted:#a3b0bd;--line:#3d4854;--panel:#171e27;--link:#8cc2ff;
--error:#ff9d96;--error-bg:#3a1417;--warning:#f2c14e;--warning-bg:#33270a;--info:#8cc2ff;--info-bg:#10263f;
--open:#d2b3ff;--open-bg:#2a1a40;--ok:#7ee29a;--ok-bg:#0e2a17;--mark:#6b5300;--mark-text:#fff;--disk:#222c37}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:0 1.25rem 3rem;background:var(--bg);color:var(--text);
font:1rem/1.65 system-ui,"Noto Sans CJK JP","Hiragino Sans","Yu Gothic UI",Meiryo,"IPAPGothic",sans-serif;overflow-wrap:anywhere}
code{font-family:ui-monospace,"SFMono-Regular",Consolas,"DejaVu Sans Mono","IPAGothic",monospace;font-size:.92em;unicode-bidi:isolate}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-999rem;background:var(--bg);padding:.5rem 1rem;border:2px solid var(--link);z-index:9}
.skip:focus{left:.5rem;top:.5rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h1{font-size:1.7rem;line-height:1.3;margin:1.5rem 0 .5rem}
h2{font-size:1.35rem;line-height:1.35;margin:2.5rem 0 .75rem;border-bottom:2px solid var(--line);padding-bottom:.3rem}
h3{font-size:1.12rem;line-height:1.4;margin:1.75rem 0 .5rem}
h4{font-size:1rem;line-height:1.5;margin:0 0 .35rem}
p{margin:.4rem 0}
nav{border:1px solid var(--line);border-radius:6px;padding:.2rem 1rem .6rem;margin:1rem 0;background:var(--panel)}
nav h2{font-size:1rem;border:0;margin:.5rem 0 .2rem;padding:0}
nav ul{margin:0;padding-left:1.3rem}
.lead{font-size:1.1rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 .45em;font-weight:700;font-size:.88rem;line-height:1.5;white-space:nowrap}
.badge.open{white-space:normal}
.verdict{font-size:1rem}
.error,.no-go,.fails,.failed{--tone:var(--error);--tone-bg:var(--error-bg)}
.warning,.go-with-warnings{--tone:var(--warning);--tone-bg:var(--warning-bg)}
.info{--tone:var(--info);--tone-bg:var(--info-bg)}
.open,.cannot-tell,.not-checked{--tone:var(--open);--tone-bg:var(--open-bg)}
.go,.passes,.passed{--tone:var(--ok);--tone-bg:var(--ok-bg)}
.badge,td.failed,td.not-checked{color:var(--tone);background:var(--tone-bg)}
td.passed{color:var(--tone)}td.not-applicable,td.none{color:var(--muted)}
td.failed a{color:inherit}td.failed,td.failed a{font-weight:700}
.finding,.cause,.change{border:1px solid var(--line);border-left:6px solid var(--tone,var(--line));border-radius:4px;padding:.7rem 1rem;margin:0 0 1rem}
.finding{border-left-style:solid}.finding.warning{border-left-style:double}.finding.info{border-left-style:dotted}
.cause h3,.change h3{margin-top:0}
.change.breaks{--tone:var(--error)}.change.mends{--tone:var(--ok)}
.rank{color:var(--muted);font-weight:400}
.place,.source,.undo,.about{color:var(--muted);font-size:.92rem}
.about{margin-left:.5em}
.label{font-weight:700;margin:.7rem 0 .2rem}
.frame{background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.4rem 0;margin:.4rem 0}
.line{display:flex;padding:0 .6rem}
.number{flex:none;min-width:3.2em;padding-right:.8em;text-align:right;color:var(--muted);font:.85rem/1.65 ui-monospace,Consolas,"DejaVu Sans Mono",monospace;user-select:none}
.line code,.command code{white-space:pre-wrap;overflow-wrap:anywhere;min-width:0}
mark{position:relative;background:var(--mark);color:var(--mark-text);text-decoration:underline 2px;text-underline-offset:3px;print-color-adjust:exact}
mark.point{border-left:2px solid var(--error)}
mark::before,mark::after{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
mark::before{content:" [marked: "}mark::after{content:"] "}
:lang(ja) mark::before{content:"［該当箇所］"}:lang(ja) mark::after{content:"［ここまで］"}
.command{background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.4rem .8rem;margin:.3rem 0}
ul.related,ul.open,ul.suppressed,ul.findings{padding-left:1.3rem;margin:.2rem 0}
ul.open>li,ul.suppressed>li{margin-bottom:.8rem}
ul.columns{columns:18rem;padding-left:1.3rem;font-size:.92rem}
.steps>li{margin-bottom:.6rem}
.where{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 .4em;background:var(--panel)}
summary{cursor:pointer;padding:.2rem 0}
summary h2,summary h3{display:inline;border:0}
section.cluster>details{border:1px solid var(--line);border-radius:6px;padding:.4rem 1rem;margin:1rem 0}
.scroll{position:relative;overflow:auto;max-height:85vh;margin:.6rem 0}
table{border-collapse:collapse;font-size:.92rem}
caption{text-align:left;font-weight:700;padding:.2rem 0}
th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top;overflow-wrap:break-word;max-width:22rem}
thead th{position:sticky;top:0;background:var(--panel);z-index:2}
.matrix tbody th[scope=row]{position:sticky;left:0;background:var(--bg);font-weight:400;min-width:9rem;z-index:1}
.matrix thead th:first-child{left:0;z-index:3}
.matrix td{min-width:5.5rem}
tr.group th{background:var(--panel)}
.index thead th{white-space:nowrap}.index td{text-align:right}.index td:nth-child(2){text-align:left}
.timeline{list-style:none;margin:.5rem 0;padding:0 0 0 .4rem}
.timeline>li{border-left:4px solid var(--tone);padding:.1rem 0 .9rem 1rem}
.timeline>li.fails{border-left-style:double}.timeline>li.cannot-tell{border-left-style:dashed}
.timeline p{margin:.15rem 0}
.step-name{color:var(--muted)}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:.6rem;margin:.5rem 0}
.sides>div{border:1px solid var(--line);border-radius:4px;padding:.3rem .7rem}
dt{font-weight:700}dd{margin:0}
.rules>div{margin-bottom:.8rem}
:target{outline:3px solid var(--link);outline-offset:3px}
figure{margin:.5rem 0}
.cluster-picture svg{display:block;height:auto;max-width:100%;min-width:46rem}
.legend{font-size:.88rem}.legend>span{margin-right:1em;display:inline-block}.legend svg{display:inline-block;min-width:0;width:44px;vertical-align:middle}
svg text{font:13px ui-monospace,Consolas,"DejaVu Sans Mono","IPAGothic",monospace;fill:var(--muted)}
svg .value{fill:var(--text)}svg .strong{fill:var(--text);font-weight:700}
svg rect,svg .disk{fill:var(--panel);stroke:var(--muted);stroke-width:1.5}
svg .disk{fill:var(--disk)}
svg rect.unknown{stroke-dasharray:6 4}
svg rect.error,svg rect.warning,svg .disk.error,svg .disk.warning{stroke:var(--tone);stroke-width:3}
svg .link,svg .branch{fill:none;stroke:var(--muted);stroke-width:1.5}
svg .link.active{stroke-width:4}svg .link.standby{stroke-dasharray:7 5}
svg .link.error,svg .link.warning{stroke:var(--tone)}
svg .branch{stroke-dasharray:2 3}
svg .note{fill:var(--text);paint-order:stroke;stroke:var(--bg);stroke-width:4px}
svg rect~.note,svg .note{stroke-linejoin:round}
svg .note.error,svg .note.warning,svg .note.open,svg .note.info{fill:var(--tone);font-weight:700}
footer{border-top:1px solid var(--line);margin-top:3rem;color:var(--muted);font-size:.9rem}
@media (max-width:40rem){body{padding:0 .8rem 2rem}h1{font-size:1.4rem}h2{font-size:1.2rem}.finding,.cause,.change{padding:.6rem .7rem}.number{min-width:2em;padding-right:.5em}.line{padding:0 .3rem}ul.columns{columns:auto}}
@page{size:A4;margin:14mm 12mm}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10pt}
.skip{display:none}.scroll{overflow:visible;max-height:none}thead th,.matrix tbody th[scope=row]{position:static}
.cluster-picture svg{min-width:0;width:100%}.legend svg{width:44px}
table{width:100%;table-layout:fixed;font-size:8pt}th,td{overflow-wrap:anywhere;max-width:none}.matrix td{min-width:0;padding:.15rem .3rem}.matrix th:first-child{width:36%}.badge{white-space:normal}
details::details-content{content-visibility:visible;display:block;height:auto;opacity:1}
summary{list-style:none}
.frame,.command,tr,figure,.steps>li,.timeline>li,h2,h3,h4,p{break-inside:avoid}
h2,h3,h4,caption,.label,.place,tr.group{break-after:avoid}footer{margin-top:1rem}
section.cluster+section.cluster{break-before:page}
section.cluster>details{border:0;padding:0}
.badge,td{print-color-adjust:exact}a{color:inherit}}
`;
