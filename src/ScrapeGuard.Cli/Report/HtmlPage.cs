using System.Globalization;
using System.Runtime.CompilerServices;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// Writes HTML such that escaping can't be forgotten: the literal parts of an interpolated string are markup, every
/// hole is text and escaped, unless it is <see cref="Markup"/>.
/// </summary>
internal sealed class HtmlPage(TextWriter output)
{
    public void Line([InterpolatedStringHandlerArgument("")] ref Handler line)
    {
        // The parts were written as they were appended.
        _ = line;
        output.Write('\n');
    }

    /// <summary>Markup of constants.</summary>
    public void Constant(string html)
    {
        output.Write(html);
        output.Write('\n');
    }

    private void Raw(string html) => output.Write(html);

    /// <summary>Takes the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly HtmlPage _page;

        public Handler(int literalLength, int formattedCount, HtmlPage page)
        {
            _ = literalLength + formattedCount;
            _page = page;
        }

        public void AppendLiteral(string html) => _page.Raw(html);

        public void AppendFormatted(string? text) => _page.Raw(HtmlText.Escape(text));

        public void AppendFormatted(Markup markup) => _page.Raw(markup.Html ?? "");

        /// <summary>A coordinate: two digits are finer than any screen.</summary>
        public void AppendFormatted(double number) => _page.Raw(number.ToString("0.##", CultureInfo.InvariantCulture));

        public void AppendFormatted(int number) => _page.Raw(number.ToString(CultureInfo.InvariantCulture));
    }
}
