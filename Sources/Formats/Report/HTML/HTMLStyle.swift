/// The style sheet of every page. Colours are variables, so that dark and paper only name others; every pair of ink and ground has the contrast of
/// WCAG AA (4.5:1 for words, 3:1 for bars).
enum HTMLStyle {
    static let portrait: StaticString = "@page { size: A4 portrait }\n"
    static let landscape: StaticString = "@page { size: A4 landscape }\n"

    static let sheet: StaticString = """
        :root {
          color-scheme: light;
          --ground: #f4f6f8; --card: #fff; --ink: #1a1f26; --faint: #59636e; --line: #d5dbe1; --head: #eef1f4;
          --link: #0b5cad; --plain: #59636e; --good: #0d6b4c; --caution: #855300; --bad: #b3201a;
          --good-tint: #e4f4ec; --caution-tint: #fdf3d9; --bad-tint: #fdebe9;
          --bar-plain: #3d73b0; --bar-good: #23876a; --bar-caution: #bf7d00; --bar-bad: #b3201a;
          --over: #fff;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Hiragino Sans GB",
            "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
          --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            color-scheme: dark;
            --ground: #12161b; --card: #1a2027; --ink: #e5e9ee; --faint: #9ba6b2; --line: #343d47; --head: #232b34;
            --link: #84bdf5; --plain: #9ba6b2; --good: #6ccfa8; --caution: #e9b95c; --bad: #ff958b;
            --good-tint: #15322a; --caution-tint: #342a12; --bad-tint: #3d1f1f;
            --bar-plain: #699fd8; --bar-good: #45ad8a; --bar-caution: #dba136; --bar-bad: #ee6a60;
            --over: #1a2027;
          }
        }
        * { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
        body {
          margin: 0 auto; padding: 32px 32px 64px; max-width: 1720px;
          font: 14px/1.5 var(--sans); color: var(--ink); background: var(--ground);
        }
        .zh { color: var(--faint); font-size: .86em; font-weight: 400 }
        .rows { color: var(--faint); font-size: 13px; font-weight: 400; white-space: nowrap }
        h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em }
        h1 .zh { font-size: .75em; margin-left: .25em; letter-spacing: 0 }
        h2 { margin: 0 0 10px; font-size: 17px; line-height: 1.3; font-weight: 650 }
        h2 .zh { font-size: 14px; margin-left: .15em }
        h2 .rows { margin-left: .6em }
        h3 { margin: 0 0 12px; font-size: 14px; font-weight: 650 }
        h1::first-letter, .words::first-letter { text-transform: uppercase }

        .verdict {
          display: flex; align-items: center; gap: 16px; margin: 0 0 20px; padding: 16px 22px;
          border: 1px solid; border-left-width: 6px; border-radius: 8px; background: var(--card);
          font-size: 26px; line-height: 1.25; font-weight: 650;
        }
        .verdict .words { display: inline-block }
        .verdict .zh { display: block; margin-top: 2px; font-size: 17px; color: inherit }
        .verdict .mark {
          flex: none; width: 38px; height: 38px; border-radius: 50%; color: var(--over); background: var(--plain);
          display: grid; place-items: center; font-size: 21px; line-height: 1; font-weight: 700;
        }
        .verdict.good { color: var(--good); background: var(--good-tint) }
        .verdict.caution { color: var(--caution); background: var(--caution-tint) }
        .verdict.bad { color: var(--bad); background: var(--bad-tint) }
        .verdict.good .mark { background: var(--good) }
        .verdict.caution .mark { background: var(--caution) }
        .verdict.bad .mark { background: var(--bad) }

        .facts {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 1px; margin: 0 0 20px;
          border: 1px solid var(--line); border-radius: 8px; background: var(--card); overflow: hidden;
        }
        .facts div { padding: 10px 16px 12px; box-shadow: 0 0 0 1px var(--line); min-width: 0 }
        .facts dt { color: var(--faint); font-size: 12px }
        .facts dt .zh { font-size: 12px }
        .facts dd { margin: 2px 0 0; font-size: 15px; font-weight: 550; overflow-wrap: anywhere }
        .facts dd .zh { font-size: 13px }
        .facts dd.i { font-size: 13px }
        .facts div:has(> .l) { grid-column: span 2 }
        .facts dd.n { text-align: left }
        .facts .item { display: inline-block; margin-right: .4em }
        .facts .good dd { color: var(--good) }
        .facts .caution dd { color: var(--caution) }
        .facts .bad dd { color: var(--bad) }
        .facts .caution dd::before, nav .caution::before { content: "! "; font-weight: 700; color: var(--caution) }
        .facts .bad dd::before, nav .bad::before { content: "✕ "; font-weight: 700; color: var(--bad) }

        nav { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 24px }
        nav a {
          padding: 4px 12px; border: 1px solid var(--line); border-radius: 99px; background: var(--card);
          color: var(--link); text-decoration: none;
        }
        nav a:hover { border-color: currentColor }
        a:focus-visible, .box:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }

        .charts {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 20px;
          margin: 0 0 32px;
        }
        .card {
          margin: 0; padding: 18px 20px; border: 1px solid var(--line); border-radius: 8px;
          background: var(--card); min-width: 0;
        }
        .card > svg { display: block; width: 100%; height: auto; max-width: 820px }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; padding: 0; list-style: none; font-size: 13px }
        .legend li { display: flex; align-items: center; gap: 6px }
        .swatch { flex: none; width: 14px; height: 14px; border-radius: 3px }
        svg text { font-family: var(--sans); fill: var(--ink); font-variant-numeric: tabular-nums }
        svg .label { font-size: 13px }
        svg .chinese { font-size: 11px; fill: var(--faint) }
        svg .figure { font-size: 12px }
        svg .axis { font-size: 11px; fill: var(--faint) }
        svg line { stroke: var(--line); shape-rendering: crispEdges }
        svg line.base { stroke: var(--faint) }
        .f-plain { fill: var(--bar-plain) }
        .f-good { fill: var(--bar-good) }
        .f-caution { fill: var(--bar-caution) }
        .f-bad { fill: var(--bar-bad) }
        .patterns { position: absolute; width: 0; height: 0 }
        .patterns path { stroke: var(--over); stroke-width: 1.5; opacity: .55 }
        .patterns circle { fill: var(--over); opacity: .7 }
        .figures {
          margin: 0; padding: 0; list-style: none; columns: 260px; column-gap: 32px;
          font-size: 12px; font-variant-numeric: tabular-nums;
        }
        .figures li { display: flex; gap: 12px; padding: 1px 0; break-inside: avoid }
        .figures span { flex: none; min-width: 76px; color: var(--faint) }
        .figures b { font-weight: 400 }
        .figures i { font-style: normal; white-space: nowrap }
        .days { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 660px) minmax(0, 1fr); gap: 0 40px; align-items: center }
        .days figcaption, .days .legend, .days .none { grid-column: 1 / -1 }

        .part { margin: 0 0 32px }
        .box { overflow: auto; max-height: 88vh; border: 1px solid var(--line); border-radius: 8px; background: var(--card) }
        table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 13px; line-height: 1.4 }
        th, td { padding: 6px 12px; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line) }
        td { white-space: nowrap }
        tbody tr:last-child td { border-bottom: 0 }
        thead th {
          position: sticky; top: 0; z-index: 1; background: var(--head); font-size: 12px; font-weight: 600;
          vertical-align: bottom; white-space: nowrap;
        }
        thead .zh { display: block; font-size: 12px }
        .marked tbody tr:hover td, tbody tr:hover td { background: var(--head) }
        .n { text-align: right; font-variant-numeric: tabular-nums }
        td.i, dd.i { font-family: var(--mono); font-size: .94em; font-variant-ligatures: none }
        td.l { white-space: normal; overflow-wrap: anywhere; min-width: 27ch }
        td.t { white-space: normal; min-width: 44ch; max-width: 60ch; overflow-wrap: break-word }
        td.o, td.x { white-space: nowrap; min-width: 0; max-width: none }
        td.w { white-space: normal; max-width: 44ch; min-width: 14ch }
        td.w .zh { display: block }
        td.s { white-space: normal; min-width: 24ch }
        td .item { white-space: nowrap }
        td.d { font-variant-numeric: tabular-nums }
        time b { font-weight: inherit; white-space: nowrap }
        time small { color: var(--faint); font-size: .9em; white-space: nowrap }
        wbr { display: none }
        tr.caution td:first-child { box-shadow: inset 3px 0 var(--bar-caution) }
        tr.bad td:first-child { box-shadow: inset 3px 0 var(--bar-bad) }
        .marked th:first-child, .marked td:first-child { padding-left: 26px }
        .marked tbody td:first-child { position: sticky; left: 0 }
        .marked tbody td { background: var(--card) }
        .marked tbody .caution td { background: var(--caution-tint) }
        .marked tbody .bad td { background: var(--bad-tint) }
        .marked td:first-child::before { position: absolute; left: 10px; font-family: var(--sans); font-weight: 700 }
        tr.caution td:first-child::before { content: "!"; color: var(--caution) }
        tr.bad td:first-child::before { content: "✕"; color: var(--bad) }
        tfoot th, tfoot td { font-weight: 650; border-bottom: 0; border-top: 1px solid var(--line); background: var(--head) }
        tfoot tr:first-child > * { border-top: 2px solid var(--faint) }
        tfoot.stays { position: sticky; bottom: 0; z-index: 1 }
        .none, .note { margin: 0; color: var(--faint) }
        .note { margin-top: 8px; font-size: 13px }
        .more { color: var(--ink); font-weight: 600 }

        @media (max-width: 900px) {
          .days { display: block }
          .figures { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--line) }
        }
        @media (max-width: 640px) {
          body { padding: 16px 12px 32px }
          .verdict { font-size: 20px; padding: 12px 14px; gap: 12px }
          .facts { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)) }
        }

        @page {
          margin: 12mm 12mm 14mm;
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #59636e }
        }
        @media print {
          :root { --ground: #fff; --head: #f0f2f4 }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
          body { padding: 0; max-width: none; font-size: 9.5pt }
          h1 { font-size: 16pt; margin-bottom: 8pt }
          h2 { font-size: 12pt; break-after: avoid }
          h2 .zh { font-size: 10pt }
          h2 .rows { font-size: 8.5pt }
          h1, h3, header, .facts, .verdict { break-inside: avoid }
          nav { display: none }
          .verdict { font-size: 17pt; padding: 8pt 12pt; margin-bottom: 10pt }
          .verdict .zh { font-size: 12pt }
          .verdict .mark { width: 24pt; height: 24pt; font-size: 14pt }
          .facts { grid-template-columns: repeat(auto-fit, minmax(44mm, 1fr)); margin-bottom: 10pt }
          .facts div { padding: 4pt 8pt 5pt }
          .facts dt, .facts dt .zh { font-size: 7.5pt }
          .facts dd, .facts dd.i { font-size: 9.5pt }
          .facts dd .zh { font-size: 8.5pt }
          .charts { display: block; columns: 2 110mm; column-gap: 8mm; margin-bottom: 8pt }
          .card { break-inside: avoid; margin: 0 0 8mm; padding: 8pt 10pt }
          .card > svg { max-width: 150mm }
          .days { display: block }
          .figures { font-size: 7.5pt; columns: 2 60mm; margin-top: 6pt; padding-top: 6pt; border-top: 1px solid var(--line) }
          .part { margin-bottom: 14pt }
          .box { overflow: visible; max-height: none; border: 0; border-radius: 0; background: none }
          .box table { font-size: 8.5pt }
          .box table.p75 { font-size: 7.5pt }
          .box table.p65 { font-size: 6.5pt }
          .box table.p55 { font-size: 5.5pt }
          .box table.p45 { font-size: 4.5pt }
          thead { display: table-header-group }
          tfoot, tfoot.stays { display: table-row-group; position: static }
          thead th { position: static; font-size: 1em; white-space: normal; border-top: 1px solid var(--line) }
          thead .zh, table .rows, td .zh { font-size: .9em }
          tr { break-inside: avoid }
          th, td { padding: 1.5pt 2.5pt }
          td.t, td.s, td.w { max-width: none; white-space: normal }
          td.t { min-width: 22ch }
          td.s { min-width: 18ch }
          td.w { min-width: 7em }
          td.x { min-width: 0; white-space: nowrap }
          td.c, td.d { white-space: normal }
          wbr { display: inline }
          .marked th:first-child, .marked td:first-child { padding-left: 1.6em; position: relative }
          .marked td:first-child::before { left: .5em }
          td.l { min-width: 18ch }
          td.i { font-size: 1em }
          .note { font-size: 8pt }
        }

        """
}
