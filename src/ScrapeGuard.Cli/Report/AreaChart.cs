using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// Stacked areas over time as inline SVG. The drawing stretches to the width of the page, so letters stand outside of
/// it as HTML: they keep their size on a telephone.
/// </summary>
internal sealed record AreaChart
{
    private const double Height = 100;
    private const double NearEnd = 0.05;

    /// <summary>Says what is seen, for who doesn't see it.</summary>
    public required string Label { get; init; }

    /// <summary>Start of the first point, in microseconds since 1970.</summary>
    public required long StartMicros { get; init; }

    /// <summary>Length of a point's time.</summary>
    public required long StepSeconds { get; init; }

    /// <summary>From the bottom up, equally long, with the CSS class that colours each.</summary>
    public required IReadOnlyList<(long[] Values, string CssClass)> Layers { get; init; }

    /// <summary>Shows a value of the vertical axis.</summary>
    public required Func<double, string> ShowValue { get; init; }

    /// <summary>What a pointer over a point shows.</summary>
    public required Func<int, string> ShowPoint { get; init; }

    /// <summary>Strokes below the axis: how many things happened at a point, by CSS class.</summary>
    public IReadOnlyList<(long[] Values, string CssClass)> Marks { get; init; } = [];

    private int Points => Layers[0].Values.Length;

    public void Write(HtmlPage page)
    {
        var max = 0.0;
        for (var i = 0; i < Points; i++)
        {
            max = Math.Max(max, Layers.Sum(layer => (double)layer.Values[i]));
        }

        var (step, end) = (Axis.Step(max), Axis.End(max));
        page.Line($"<div class=\"chart\" role=\"img\" aria-label=\"{Label}\"><div class=\"plot\">");
        for (var tick = 0.0; tick <= end * 1.0001; tick += step)
        {
            page.Line($"<span class=\"y\" style=\"bottom:{tick / end * 100}%\">{ShowValue(tick)}</span>");
        }

        page.Line($"<svg viewBox=\"0 0 {Points} {Height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
            + $"focusable=\"false\">");
        for (var tick = step; tick <= end * 1.0001; tick += step)
        {
            var y = Height - (tick / end * Height);
            page.Line($"<path class=\"grid\" d=\"M0 {y}H{Points}\"/>");
        }

        WriteLayers(page, end);
        WriteHovers(page);
        page.Constant("</svg></div>");
        WriteMarks(page);
        WriteTimes(page);
        page.Constant("</div>");
    }

    private static string Coordinate(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private void WriteLayers(HtmlPage page, double end)
    {
        var floor = new double[Points];
        foreach (var (values, css) in Layers)
        {
            var top = new StringBuilder();
            var bottom = new StringBuilder();
            for (var i = 0; i < Points; i++)
            {
                var upper = floor[i] + values[i];
                top.Append(i == 0 ? 'M' : 'L').Append(Coordinate(i + 0.5)).Append(' ')
                    .Append(Coordinate(Height - (upper / end * Height)));
                bottom.Insert(0, $"L{Coordinate(i + 0.5)} {Coordinate(Height - (floor[i] / end * Height))}");
                floor[i] = upper;
            }

            page.Line($"<path class=\"area {css}\" d=\"{top.ToString()}{bottom.ToString()}Z\"/>");
            page.Line($"<path class=\"edge {css}\" d=\"{top.ToString()}\"/>");
        }
    }

    private void WriteHovers(HtmlPage page)
    {
        for (var i = 0; i < Points; i++)
        {
            page.Line($"<rect class=\"hover\" x=\"{i}\" width=\"1\" height=\"{Height}\">"
                + $"<title>{ShowPoint(i)}</title></rect>");
        }
    }

    private void WriteMarks(HtmlPage page)
    {
        foreach (var (values, css) in Marks)
        {
            page.Line($"<svg class=\"marks\" viewBox=\"0 0 {Points} 1\" preserveAspectRatio=\"none\" "
                + $"aria-hidden=\"true\" focusable=\"false\">");
            for (var i = 0; i < Points; i++)
            {
                if (values[i] > 0)
                {
                    page.Line($"<path class=\"mark {css}\" d=\"M{i + 0.5} 0V1\"><title>{ShowPoint(i)}</title></path>");
                }
            }

            page.Constant("</svg>");
        }
    }

    private void WriteTimes(HtmlPage page)
    {
        page.Constant("<div class=\"times\" aria-hidden=\"true\">");
        foreach (var (share, label) in TimeAxis.Ticks(StartMicros, StepSeconds * Points))
        {
            // A label at an end stands inside of it.
            var css = share < NearEnd ? "from" : share > 1 - NearEnd ? "to" : "at";
            page.Line($"<span class=\"{css}\" style=\"left:{share * 100}%\">{label}</span>");
        }

        page.Constant("</div>");
    }
}
