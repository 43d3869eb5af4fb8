namespace ScrapeGuard.Cli.Report;

/// <summary>Events over time, with the decisions below.</summary>
internal static class TrafficSection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        Fragments.OpenSection(page, "traffic", "Traffic and decisions");
        if (report.Traffic is not { Events.Length: > 0 } traffic)
        {
            var why = report.Totals.Events == 0 ? "There was no event to draw." : "Traffic over time was not gathered.";
            page.Line($"<p class=\"empty\">{why}</p>");
            Fragments.CloseSection(page);
            return;
        }

        var merge = Buckets.Merge(traffic.Events.Length, ReportLimits.MaxPoints);
        var seconds = traffic.BucketSeconds * merge;
        var events = Buckets.Sums(traffic.Events, merge);
        var suspensions = Buckets.Sums(traffic.Suspensions, merge);
        var others = Buckets.Sums(traffic.Decisions, merge).Zip(suspensions, (all, some) => Math.Max(0, all - some))
            .ToArray();
        page.Line($"<p>Events in steps of {Shown.Duration(seconds)}, times in UTC. The strokes below mark when "
            + $"accounts got a verdict.</p>");
        page.Constant("<ul class=\"legend\"><li class=\"events\">events</li><li class=\"suspend\">suspensions</li>"
            + "<li class=\"other\">other decisions</li></ul>");
        new AreaChart
        {
            Label = $"Events over time, at most {Shown.Count(events.Max())} in {Shown.Duration(seconds)}. The "
                + $"numbers stand in the table below.",
            StartMicros = traffic.StartMicros,
            StepSeconds = seconds,
            Layers = [(events, "events")],
            Marks = [(suspensions, "suspend"), (others, "other")],
            ShowValue = value => Shown.Count((long)value),
            ShowPoint = i => $"{Shown.Time(traffic.StartMicros + (i * seconds * 1_000_000))}: "
                + $"{Shown.Count(events[i], "event")}, "
                + $"{Shown.Count(suspensions[i], "suspension")}, {Shown.Count(others[i], "other decision")}",
        }.Write(page);
        WriteTable(page, traffic);
        Fragments.CloseSection(page);
    }

    private static void WriteTable(HtmlPage page, TrafficSeries traffic)
    {
        var merge = Buckets.Merge(traffic.Events.Length, ReportLimits.MaxChartRows);
        var events = Buckets.Sums(traffic.Events, merge);
        var decisions = Buckets.Sums(traffic.Decisions, merge);
        var suspensions = Buckets.Sums(traffic.Suspensions, merge);
        var seconds = traffic.BucketSeconds * merge;
        page.Line($"<details><summary>The numbers as a table</summary><table>"
            + $"<caption>Events and decisions in steps of {Shown.Duration(seconds)}</caption>");
        page.Constant("<thead><tr><th scope=\"col\">From (UTC)</th><th scope=\"col\" class=\"n\">Events</th>"
            + "<th scope=\"col\" class=\"n\">Decisions</th><th scope=\"col\" class=\"n\">Suspensions</th></tr>"
            + "</thead><tbody>");
        for (var i = 0; i < events.Length; i++)
        {
            page.Line($"<tr><th scope=\"row\">{Fragments.ColumnTime(traffic.StartMicros + (i * seconds * 1_000_000))}"
                + $"</th><td class=\"n\">{Shown.Count(events[i])}</td><td class=\"n\">{Shown.Count(decisions[i])}"
                + $"</td><td class=\"n\">{Shown.Count(suspensions[i])}</td></tr>");
        }

        page.Constant("</tbody></table></details>");
    }
}
