using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// Curves over a plane of shares as inline SVG; letters stand outside of the drawing as HTML, as in
/// <see cref="AreaChart"/>.
/// </summary>
internal sealed record CurveChart
{
    private const double Size = 100;

    /// <summary>Says what is seen, for who doesn't see it.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// Curves with the CSS class that colours each; points from left to right, both coordinates 0 to 1, with what a
    /// pointer over a point shows.
    /// </summary>
    public required IReadOnlyList<(string CssClass, IReadOnlyList<(double X, double Y, string Says)> Points)> Curves
    {
        get; init;
    }

    /// <summary>Labels below, by their place from 0 to 1.</summary>
    public required IReadOnlyList<(double X, string Label)> Ticks { get; init; }

    public void Write(HtmlPage page)
    {
        page.Line($"<div class=\"chart\" role=\"img\" aria-label=\"{Label}\"><div class=\"plot\">");
        for (var tick = 0; tick <= 4; tick++)
        {
            page.Line($"<span class=\"y\" style=\"bottom:{tick * 25}%\">{Shown.Share(tick, 4)}</span>");
        }

        page.Line($"<svg viewBox=\"0 0 {Size} {Size}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
            + $"focusable=\"false\">");
        for (var tick = 1; tick <= 4; tick++)
        {
            page.Line($"<path class=\"grid\" d=\"M0 {Size - (tick * 25)}H{Size}\"/>");
        }

        foreach (var (css, points) in Curves)
        {
            page.Line($"<path class=\"edge {css}\" d=\"{PathOf(points)}\"/>");
        }

        foreach (var (x, _, says) in Curves.SelectMany(curve => curve.Points))
        {
            page.Line($"<rect class=\"hover\" x=\"{(x * Size) - 0.75}\" width=\"1.5\" height=\"{Size}\">"
                + $"<title>{says}</title></rect>");
        }

        page.Constant("</svg></div><div class=\"times\" aria-hidden=\"true\">");
        foreach (var (x, label) in Ticks)
        {
            var css = x < 0.05 ? "from" : x > 0.95 ? "to" : "at";
            page.Line($"<span class=\"{css}\" style=\"left:{x * 100}%\">{label}</span>");
        }

        page.Constant("</div></div>");
    }

    private static string PathOf(IReadOnlyList<(double X, double Y, string Says)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y, _) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Coordinate(x * Size)).Append(' ')
                .Append(Coordinate(Size - (y * Size)));
        }

        return path.ToString();
    }

    private static string Coordinate(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
