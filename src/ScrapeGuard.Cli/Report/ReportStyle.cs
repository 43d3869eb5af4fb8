namespace ScrapeGuard.Cli.Report;

/// <summary>
/// The style sheet. Colours are pairs with a contrast of at least 4.5 to 1 for text and 3 to 1 for strokes (WCAG 2.2,
/// 1.4.3 and 1.4.11) on their ground, in both schemes; none is the only carrier of a meaning.
/// </summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root{--page:#f4f6f8;--card:#fff;--text:#1b2027;--quiet:#57606a;--line:#d5dae0;--soft:#eef1f4;--accent:#0b5cad;
        --red:#b3261e;--redsoft:#fdeceb;--amber:#8a4b00;--ambersoft:#fff3df;--violet:#6a3aa8;--violetsoft:#f3edfb;
        --bluesoft:#e7f0fa;--green:#1a6b3c;--greensoft:#e5f4ea;--area:.16}
        @media (prefers-color-scheme:dark){:root{--page:#0e1217;--card:#161b22;--text:#e6e9ed;--quiet:#9da7b3;
        --line:#303841;
        --soft:#1e252d;--accent:#79b8ff;--red:#ff9b93;--redsoft:#3b1a1a;--amber:#f0b35c;--ambersoft:#33260f;
        --violet:#c9a6ff;
        --violetsoft:#2a1f3d;--bluesoft:#14273c;--green:#7fd69b;--greensoft:#14301f;--area:.22}}
        *{box-sizing:border-box}
        html{color-scheme:light dark;-webkit-text-size-adjust:100%}
        body{margin:0 auto;padding:1.5rem;max-width:76rem;background:var(--page);color:var(--text);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);
        padding:.5rem 1rem;z-index:2}
        .brand{margin:0;color:var(--accent);font-weight:700;letter-spacing:.06em;text-transform:uppercase;
        font-size:.8rem}
        h1{margin:.1rem 0 .4rem;font-size:1.9rem;line-height:1.2}
        h2{margin:0 0 .6rem;font-size:1.25rem;line-height:1.3}h3{margin:1rem 0 .4rem;font-size:1rem}
        .lead{font-size:1.15rem;margin:0 0 1rem;max-width:48rem;text-wrap:balance}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.6rem 2rem;margin:0 0 1rem}
        dt{color:var(--quiet);font-size:.85rem}dd{margin:0}.facts dd{overflow-wrap:anywhere}.file{display:block}
        .mode{border:1px solid var(--quiet);border-radius:99px;padding:0 .5rem;font-size:.8rem;white-space:nowrap}
        nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:0 0 1rem;padding:.6rem 0;
        border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
        nav a{display:inline-block;padding:.25rem 0;text-decoration:none;font-weight:600}
        nav a:hover{text-decoration:underline}
        section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem;
        margin:0 0 1.25rem;
        scroll-margin-top:1rem}
        section p{margin:0 0 .8rem;max-width:50rem}
        .tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem;margin:0 0 1rem}
        .tiles div{background:var(--soft);border-radius:8px;padding:.7rem .8rem}
        .tiles b{display:block;font-size:1.35rem;line-height:1.3;font-variant-numeric:tabular-nums}
        small{color:var(--quiet);font-size:.82rem}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        caption.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
        th{font-weight:600}thead th{color:var(--quiet);font-size:.85rem;vertical-align:bottom}
        tbody th{overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap}
        table+table{margin-top:1rem}time,.keep{white-space:nowrap}.none{color:var(--quiet)}
        .verdicts{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:0}.verdicts dd{font-size:1.15rem;
        font-weight:600;padding-left:.5rem;
        font-variant-numeric:tabular-nums}
        .counts{width:auto;min-width:min(34rem,100%)}.counts th,.sub th{font-weight:400}.sub th{padding-left:1.8rem;
        color:var(--quiet)}
        .verdict{display:inline-block;border-radius:5px;padding:.05rem .5rem;font-size:.85rem;font-weight:600;
        background:var(--soft);
        color:var(--quiet)}
        .verdict.suspend{color:var(--red);background:var(--redsoft)}.verdict.challenge{color:var(--violet);
        background:var(--violetsoft)}
        .verdict.throttle{color:var(--amber);background:var(--ambersoft)}.verdict.observe{color:var(--accent);
        background:var(--bluesoft)}
        .verdict.restore{color:var(--green);background:var(--greensoft)}
        .empty{color:var(--quiet);background:var(--soft);border-radius:8px;padding:1rem;max-width:none}
        section>:last-child{margin-bottom:0}
        .warning{border-left:4px solid var(--amber);background:var(--ambersoft);padding:.5rem .8rem;border-radius:4px}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:0 0 .5rem;padding:0;font-size:.9rem}
        .legend li::before{content:"";display:inline-block;width:.8rem;height:.8rem;border-radius:2px;
        margin-right:.4rem;background:var(--accent)}
        .legend .suspend::before,.legend .before::before{background:var(--red)}
        .legend .other::before{background:var(--amber)}
        .legend .after::before{background:var(--green)}
        figure{margin:0}figcaption{font-weight:600;margin-bottom:.4rem}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1.5rem}
        .chart{padding-left:4.6rem;padding-top:.6rem}
        .plot{position:relative;height:13rem;border-bottom:1px solid var(--quiet)}
        .plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
        .y{position:absolute;right:100%;margin-right:.5rem;transform:translateY(50%);font-size:.8rem;
        color:var(--quiet);white-space:nowrap}
        .times{position:relative;height:1.6rem;font-size:.8rem;color:var(--quiet)}
        .times span{position:absolute;top:.3rem;white-space:nowrap}
        .times .at{transform:translateX(-50%)}.times .to{transform:translateX(-100%)}
        path,rect{vector-effect:non-scaling-stroke}.grid{stroke:var(--line);fill:none}
        .area{stroke:none;fill-opacity:var(--area)}.edge{fill:none;stroke-width:2px;stroke-linejoin:round}
        .area.events{fill:var(--accent)}.edge.events{stroke:var(--accent)}.area.before{fill:var(--red)}
        .edge.before{stroke:var(--red)}
        .area.after{fill:var(--green)}.edge.after{stroke:var(--green);stroke-dasharray:6 3}
        .edge.other{stroke:var(--amber);stroke-dasharray:2 3}
        .hover{fill:transparent}.hover:hover{fill:var(--text);fill-opacity:.08}
        .marks{display:block;width:100%;height:.8rem;margin-top:3px;overflow:visible;background:var(--soft)}
        .mark{stroke-width:3px;stroke:var(--amber);fill:none}.mark.suspend{stroke:var(--red)}
        summary{cursor:pointer;padding:.25rem 0}details[open]>summary{margin-bottom:.5rem}
        .accounts tbody{border-bottom:1px solid var(--line)}
        .account>*{border:0;padding-bottom:0}.account small{display:block}.why>td{padding-top:0}
        .account time{white-space:normal}
        .account th{min-width:11.5rem;max-width:18rem;font-size:1rem}
        .why summary{color:var(--quiet);overflow-wrap:anywhere}
        .story{background:var(--soft);border-radius:8px;padding:.8rem 1rem;margin-bottom:.5rem}
        .spark svg{display:block;width:100%;height:3rem;overflow:visible}.spark rect{fill:var(--accent)}
        .spark figcaption,.meta{color:var(--quiet);font-weight:400;font-size:.85rem;margin:.2rem 0 0}
        .timeline{margin:0;padding:0;list-style:none;border-left:2px solid var(--line)}
        .timeline>li{position:relative;padding:0 0 .8rem 1rem}
        .timeline>li::before{content:"";position:absolute;left:-5px;top:.5rem;width:8px;height:8px;
        border-radius:50%;background:var(--quiet)}
        .timeline p{margin:0 0 .3rem;max-width:none}
        .reasons th[scope=row]{font-weight:400}.reasons{font-size:.92rem}
        code{font:.85em ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}.reasons code{color:var(--quiet);
        overflow-wrap:anywhere}
        .bar{display:inline-block;width:6rem;height:.6rem;background:var(--card);border:1px solid var(--quiet);
        border-radius:3px;vertical-align:middle}
        .reasons td:last-child{white-space:nowrap}
        .bar span{display:block;height:100%;background:var(--accent)}
        .words{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.2rem;margin:0}.words dd{max-width:75ch}
        pre{background:var(--soft);border-radius:8px;padding:.8rem 1rem;margin:0;white-space:pre-wrap;
        overflow-wrap:anywhere}
        footer{color:var(--quiet);font-size:.85rem}
        @media (max-width:60rem){
        .accounts,.accounts tbody,.accounts tr,.accounts td,.accounts .account>th{display:block}
        .accounts thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .accounts .account{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));padding-top:.6rem}
        .accounts .account>th{grid-column:1/-1;max-width:none;font-size:1.05rem}
        .accounts .account>td{text-align:left;padding:.15rem .6rem .15rem 0}
        .accounts .account>th,.accounts .why>td{padding-left:0;padding-right:0}
        .account>td::before{content:attr(data-label);display:block;color:var(--quiet);font-size:.8rem}}
        @media (max-width:40rem){
        body{padding:1rem .75rem}section{padding:1rem .8rem}h1{font-size:1.6rem}
        .tiles{grid-template-columns:1fr 1fr}.words{display:block}.words dd{margin-bottom:.5rem}
        .chart{padding-left:3.6rem}.times span:nth-child(even){display:none}
        th,td{padding:.35rem .35rem}time{white-space:normal}
        tbody th time{white-space:nowrap}
        .wide,.wide tbody{display:block}.wide caption{display:block}
        .wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .wide tr{display:grid;grid-template-columns:1fr 1fr;border-bottom:1px solid var(--line);padding:.4rem 0}
        .wide th,.wide td{border:0;padding:.1rem 0;text-align:left}.wide tbody th{grid-column:1/-1}
        .wide td::before{content:attr(data-label);display:block;color:var(--quiet);font-size:.8rem}
        .story{padding:.7rem .6rem}.timeline>li{padding-left:.7rem}
        .reasons,.reasons tbody,.reasons tr,.reasons th,.reasons td{display:block}.reasons thead{display:none}
        .reasons tr{padding:.3rem 0;border-bottom:1px solid var(--line)}.reasons th,.reasons td{border:0;
        padding:.05rem 0}
        .reasons td.n{display:none}}
        @media print{
        :root{--page:#fff;--card:#fff;--text:#000;--quiet:#444;--line:#bbb;--soft:#f3f3f3}
        body{max-width:none;padding:0;font-size:11px}nav,.skip{display:none}section{border:0;padding:.5rem 0}
        tr,figure,.timeline>li{break-inside:avoid}h2,h3{break-after:avoid}
        details::details-content{content-visibility:visible;block-size:auto}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
