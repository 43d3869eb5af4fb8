using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// An evaluation as one HTML file that needs nothing else, in the style of the replay report: the catch by kind, the
/// people, and the curves, policies and models side by side.
/// </summary>
internal static class EvaluationPage
{
    // Each with a dash of its own in the style sheet, so that colour is not all that tells them apart.
    private static readonly string[] Colours = ["events", "before", "after", "other"];

    /// <summary>Writes the whole document.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LaneResult> lanes)
    {
        var page = new HtmlPage(output);
        Fragments.OpenDocument(page, "ScrapeGuard evaluation");
        var first = lanes[0].Evaluation;
        page.Line($"<header><p class=\"brand\">ScrapeGuard</p><h1>Evaluation</h1><p class=\"lead\">"
            + $"{Shown.Count(first.Events, "event")} over {Shown.Duration(Math.Round(first.Days * 86_400))}, judged by "
            + $"{Shown.Count(lanes.Count, "pair")} of policy and model.</p></header>");
        page.Constant("<main id=\"main\">");
        WriteKinds(page, lanes);
        WritePeople(page, lanes);
        WriteCosts(page, lanes, "audio", "What a full scrape of audio costs", lane => lane.Evaluation.AudioCosts);
        WriteCosts(page, lanes, "entries", "What a full scrape of entries costs", lane => lane.Evaluation.TrackCosts);
        WriteRoc(page, lanes);
        page.Constant("</main><footer><p>This file needs no network and names no account.</p></footer></body></html>");
    }

    private static void WriteKinds(HtmlPage page, IReadOnlyList<LaneResult> lanes)
    {
        Fragments.OpenSection(page, "kinds", "Who is suspended, and what is out by then");
        WriteHead(page, "Kind", "Accounts", lanes);
        foreach (var kind in lanes[0].Evaluation.Kinds)
        {
            page.Line($"<tr><th scope=\"row\">{HtmlText.Name(kind.Kind)}</th>"
                + $"<td class=\"n\">{Shown.Count(kind.Accounts)}</td>");
            foreach (var lane in lanes)
            {
                var same = lane.Evaluation.Kinds.Single(other => (other.Label, other.Kind) == (kind.Label, kind.Kind));
                var leak = same.TookAudioTracks > 0
                    ? Shown.Share(same.LeakedAudioTracks, same.TookAudioTracks)
                    : Shown.Share(same.LeakedTracks, same.TookTracks);
                var says = kind.IsPeople ? "" : $", {leak} out";
                page.Line($"<td class=\"n\">{Shown.Count(same.Suspended)} "
                    + $"({Shown.Share(same.CaughtShare, 1)}){says}</td>");
            }

            page.Constant("</tr>");
        }

        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void WritePeople(HtmlPage page, IReadOnlyList<LaneResult> lanes)
    {
        Fragments.OpenSection(page, "people", "Wrong verdicts on people in 10,000 of their account-days");
        WriteHead(page, "Verdict", "Account-days", lanes);
        foreach (var verdict in new[] { Verdict.Suspend, Verdict.Challenge, Verdict.Throttle, Verdict.Observe })
        {
            page.Line($"<tr><th scope=\"row\">{Fragments.Verdict(verdict)}</th>"
                + $"<td class=\"n\">{Shown.Number(Math.Round(lanes[0].Evaluation.PersonDays, 1))}</td>");
            foreach (var lane in lanes)
            {
                var seen = Math.Round(lane.Evaluation.Per10000PersonDays(verdict), 2);
                var bound = Math.Round(lane.Evaluation.UpperPer10000PersonDays(verdict), 2);
                page.Line($"<td class=\"n\">{Shown.Number(seen)}, at most {Shown.Number(bound)}</td>");
            }

            page.Constant("</tr>");
        }

        page.Constant("</tbody></table><p><small>At most: with 95 % confidence.</small></p>");
        Fragments.CloseSection(page);
    }

    private static void WriteHead(HtmlPage page, string first, string second, IReadOnlyList<LaneResult> lanes)
    {
        page.Line($"<table><thead><tr><th scope=\"col\">{first}</th><th scope=\"col\" class=\"n\">{second}</th>");
        foreach (var lane in lanes)
        {
            page.Line($"<th scope=\"col\" class=\"n\">{HtmlText.Name(lane.Name)}</th>");
        }

        page.Constant("</tr></thead><tbody>");
    }

    private static void WriteCosts(
        HtmlPage page, IReadOnlyList<LaneResult> lanes, string id, string title, Func<LaneResult, CostCurve> curveOf)
    {
        var points = curveOf(lanes[0]).Points;
        if (points.Count == 0)
        {
            return;
        }

        Fragments.OpenSection(page, id, title);
        page.Line($"<p>Share of the scrapers at a pace that is suspended. Below: new tracks a day and account, and the "
            + $"account-days that a full scrape of {Shown.Count((long)curveOf(lanes[0]).CatalogueTracks)} takes at "
            + $"that pace. The cheapest of which no account is suspended:</p><dl class=\"facts\">");
        foreach (var lane in lanes)
        {
            page.Line($"<div><dt>{HtmlText.Name(lane.Name)}</dt><dd>{Days(curveOf(lane).CheapestUnseen)}</dd></div>");
        }

        page.Line($"<div><dt>a plain rate limit</dt><dd>{Days(curveOf(lanes[0]).CheapestUnseenByRateLimit)}</dd></div>"
            + $"</dl>");
        WriteLegend(page, [.. lanes.Select(lane => lane.Name), "a plain rate limit"]);
        new CurveChart
        {
            Label = $"{title}: share suspended by pace",
            Curves =
            [
                .. lanes.Select((lane, i) => (ColourOf(i), Curve(curveOf(lane).Points, lane.Name, p => p.Suspended))),
                (ColourOf(lanes.Count), Curve(points, "a plain rate limit", point => point.RateLimited)),
            ],
            Ticks = [.. points.Select((point, i) => (XOf(i, points.Count),
                $"{Shown.Number(Math.Round(point.TracksPerDay))}: {Shown.Number(Math.Round(point.AccountDays))} d"))],
        }.Write(page);
        Fragments.CloseSection(page);
    }

    private static IReadOnlyList<(double X, double Y, string Says)> Curve(
        IReadOnlyList<CostPoint> points, string name, Func<CostPoint, int> stopped) =>
        [.. points.Select((point, i) => (XOf(i, points.Count), stopped(point) / (double)point.Scrapers,
            $"{name}: {stopped(point)} of {point.Scrapers} at {Shown.Number(Math.Round(point.TracksPerDay))} a day"))];

    private static double XOf(int place, int count) => count == 1 ? 0.5 : place / (double)(count - 1);

    private static void WriteRoc(HtmlPage page, IReadOnlyList<LaneResult> lanes)
    {
        if (lanes[0].Evaluation.Roc.Count == 0)
        {
            return;
        }

        Fragments.OpenSection(page, "roc", "Scrapers above a score, by the people above it");
        WriteLegend(page, [.. lanes.Select(lane => lane.Name)]);
        new CurveChart
        {
            Label = "Receiver operating characteristic over accounts",
            Curves =
            [
                .. lanes.Select((lane, i) => (ColourOf(i), (IReadOnlyList<(double, double, string)>)
                [
                    (0, 0, "score 1"),
                    .. lane.Evaluation.Roc.Select(point => (point.People, point.Scrapers,
                        $"score {Shown.Score(point.Score)}: {Shown.Share(point.Scrapers, 1)} of the scrapers, "
                        + $"{Shown.Share(point.People, 1)} of the people")),
                ])),
            ],
            Ticks = [(0, "0% of the people"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "100%")],
        }.Write(page);
        Fragments.CloseSection(page);
    }

    private static void WriteLegend(HtmlPage page, IReadOnlyList<string> names)
    {
        page.Constant("<ul class=\"legend\">");
        for (var i = 0; i < names.Count; i++)
        {
            page.Line($"<li class=\"{ColourOf(i)}\">{HtmlText.Name(names[i])}</li>");
        }

        page.Constant("</ul>");
    }

    private static string ColourOf(int place) => Colours[place % Colours.Length];

    private static string Days(double? days) =>
        days is { } known ? $"{Shown.Number(Math.Ceiling(known))} account-days" : "none";
}
