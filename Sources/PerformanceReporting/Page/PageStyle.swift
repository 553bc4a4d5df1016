// How a page looks: light and dark by the reader's own choice, on a wide window, a narrow one and on paper.

import PerformanceMetrics

/// The style sheet of a page; that of its charts is in each of them.
enum PageStyle {
  static let sheet = """
    :root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--link:#0550ae;\
    --good:#116329;--good-soft:#dafbe1;--bad:#a40e26;--bad-soft:#ffebe9;--part:#7d4e00;--part-soft:#fff8c5}
    @media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#f0f6fc;--faint:#9198a1;--line:#3d444d;--soft:#161b22;\
    --link:#79b8ff;--good:#56d364;--good-soft:#0f2d1a;--bad:#ff938a;--bad-soft:#3c1418;--part:#e3b341;--part-soft:#302a10}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    header,nav,main,footer{max-width:70rem;margin:0 auto;padding:0 1rem}
    a{color:var(--link)}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-100vw;background:var(--paper);padding:.5rem 1rem;z-index:2}
    .skip:focus{left:0}
    .verdict{max-width:none;border-bottom:1px solid var(--line);border-top:.5rem solid var(--mark);background:var(--wash);\
    padding:1rem max(1rem,50vw - 34rem)}
    .passing{--mark:var(--good);--wash:var(--good-soft)}
    .failing{--mark:var(--bad);--wash:var(--bad-soft)}
    .partial{--mark:var(--part);--wash:var(--part-soft)}
    .verdict h1{margin:.25rem 0;font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}
    .verdict p{margin:.25rem 0;overflow-wrap:anywhere}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:.75rem 0;margin:0}
    h2{margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);font-size:1.35rem}
    h3{margin:1.75rem 0 .5rem;font-size:1.1rem}
    h4{margin:1.25rem 0 .5rem;font-size:1rem}
    p,li{overflow-wrap:anywhere;max-width:48rem}
    code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
    pre{overflow-x:auto;background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem}
    .frame{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:.75rem 0}
    table{border-collapse:collapse;width:100%;font-size:.9rem}
    caption{text-align:left;color:var(--faint);padding:.5rem .75rem}
    th,td{padding:.35rem .75rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
    th{background:var(--soft);font-weight:600;white-space:nowrap}
    th.right,td.right{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
    td{min-width:12rem}
    td.right{min-width:0}
    td.short{min-width:0;white-space:nowrap}
    td.name{min-width:14rem;overflow-wrap:anywhere}
    td .remark{color:var(--faint);font-size:.85rem}
    td .anchor{color:inherit;text-decoration:none}
    td .anchor:hover,td .anchor:focus{text-decoration:underline}
    tr:target td{background:var(--part-soft)}
    th button{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer;text-align:inherit}
    th button::after{content:" \\2195";color:var(--faint)}
    th[aria-sort=ascending] button::after{content:" \\2191";color:var(--link)}
    th[aria-sort=descending] button::after{content:" \\2193";color:var(--link)}
    .word{font-weight:600}
    .word.good{color:var(--good)}
    .word.bad{color:var(--bad)}
    .word.part{color:var(--part)}
    .filter{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .75rem;margin:1rem 0 .25rem}
    .filter input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--faint);border-radius:6px;\
    padding:.3rem .6rem;flex:1 1 12rem;max-width:24rem;min-width:0}
    .filter output{color:var(--faint)}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1rem;align-items:start;\
    margin:1rem 0}
    figure{margin:0;max-width:42rem;border:1px solid var(--line);border-radius:6px;overflow:hidden}
    .drawing{position:relative}
    .drawing:focus-visible{outline-offset:-3px}
    .drawing svg{display:block;width:100%;height:auto}
    .value.told{stroke:var(--ink);stroke-width:3px}
    figcaption{border-top:1px solid var(--line);padding:.25rem .75rem}
    summary{cursor:pointer;color:var(--link);padding:.25rem 0;overflow-wrap:anywhere}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12.5rem),1fr));gap:.75rem;list-style:none;\
    padding:0;margin:.75rem 0}
    .tile{border:1px solid var(--line);border-top:.3rem solid var(--mark);border-radius:6px;padding:.6rem .8rem;\
    overflow-wrap:anywhere;max-width:none}
    .tile.good{--mark:var(--good)}
    .tile.bad{--mark:var(--bad);background:var(--bad-soft)}
    .tile.part{--mark:var(--part)}
    .tile .actual{font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
    .tile .word,.tile .target{display:inline-block}
    .bar{height:.5rem;border-radius:.25rem;background:var(--soft);border:1px solid var(--line);overflow:hidden;\
    margin:.35rem 0}
    .bar div{height:100%;background:var(--mark)}
    .faint{color:var(--faint);font-size:.9rem}
    .tile.bad .faint{color:inherit}
    .quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    figcaption .frame{border:0}
    #tip{position:fixed;z-index:3;max-width:min(22rem,90vw);background:var(--ink);color:var(--paper);padding:.25rem .6rem;\
    border-radius:6px;font-size:.9rem;pointer-events:none;overflow-wrap:anywhere}
    #tip[hidden]{display:none}
    footer{color:var(--faint);padding-bottom:3rem;margin-top:3rem}
    @media print{nav,.skip,.filter,#tip{display:none}.frame{overflow:visible;border:0}figure,tr{break-inside:avoid}\
    h2,h3{break-after:avoid}body{font-size:11pt}th button::after{content:""}}

    """
}
