using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class TerminalTextTests
{
    [TestCase("plain name", "plain name")]
    [TestCase("naïve 日本 \U0001F600", "naïve 日本 \U0001F600")]
    [TestCase("a\u001b[31mred\u0007", "a\\u{1B}[31mred\\u{7}")]
    [TestCase("line\nfeed\r\t", "line\\u{A}feed\\u{D}\\u{9}")]
    [TestCase("c1\u009b2J\u007f", "c1\\u{9B}2J\\u{7F}")]
    [TestCase("turn\u202egpj.exe", "turn\\u{202E}gpj.exe")]
    [TestCase("zero\u200bwidth\ufeff", "zero\\u{200B}width\\u{FEFF}")]
    [TestCase("para\u2029graph\u2028", "para\\u{2029}graph\\u{2028}")]
    [TestCase("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469")]
    [TestCase("שלום", "\u2068שלום\u2069")]
    [TestCase("", "")]
    public void Of_Text_CannotActOnTheTerminal(string text, string expected)
    {
        TerminalText.Of(text).Should().Be(expected);
    }

    [Test]
    public void Of_HalfASurrogatePair_IsTheReplacementCharacter()
    {
        TerminalText.Of("a\ud800b").Should().Be("a\ufffdb");
    }

    [Test]
    public void Of_AnyCharacter_LeavesNoControl()
    {
        for (var value = 0; value <= char.MaxValue; value++)
        {
            var shown = TerminalText.Of(((char)value).ToString());
            shown.Any(char.IsControl).Should().BeFalse($"U+{value:X4}");
        }
    }
}
