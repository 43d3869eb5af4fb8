using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>Pieces that several sections show alike.</summary>
internal static class Fragments
{
    public static Markup Verdict(Verdict verdict)
    {
        var word = VerdictNames.Of(verdict);
        return new Markup($"<span class=\"verdict {word}\">{word}</span>");
    }

    public static Markup Time(long micros) =>
        new($"<time datetime=\"{Shown.MachineTime(micros)}\">{Shown.Time(micros)}</time>");

    /// <summary>Without the zone, for a column whose head names it.</summary>
    public static Markup ColumnTime(long? micros) =>
        micros is { } known
            ? new Markup($"<time datetime=\"{Shown.MachineTime(known)}\">{Shown.ColumnTime(known)}</time>")
            : new Markup("<span class=\"none\">never</span>");

    /// <summary>A page that needs nothing else and asks for nothing, up to where its content begins.</summary>
    public static void OpenDocument(HtmlPage page, string title)
    {
        page.Constant("""
            <!DOCTYPE html>
            <html lang="en" dir="ltr"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
            """);
        page.Line($"<title>{title}</title>");
        page.Constant($"<style>\n{ReportStyle.Css}\n</style></head><body>");
        page.Constant("<a class=\"skip\" href=\"#main\">Skip to the report</a>");
    }

    public static void OpenSection(HtmlPage page, string id, string title) =>
        page.Line($"<section id=\"{id}\" aria-labelledby=\"{id}-title\"><h2 id=\"{id}-title\">{title}</h2>");

    public static void CloseSection(HtmlPage page) => page.Constant("</section>");
}
