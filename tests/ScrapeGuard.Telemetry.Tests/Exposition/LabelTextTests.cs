using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

public sealed class LabelTextTests
{
    private const string Hostile = "\"\\\n\r\t\0\u007f\u0085\u2028{},= #aé\ud83d\ude00";

    [TestCase("plain", "plain")]
    [TestCase("", "")]
    [TestCase("a\"b", "a\\\"b")]
    [TestCase("a\nb", "a\\nb")]
    [TestCase("a\\b", "a\\\\b")]
    [TestCase("a\\\nb\\\"", "a\\\\\\nb\\\\\\\"")]
    [TestCase("\"} 1\nup 0\n", "\\\"} 1\\nup 0\\n")]
    [TestCase("a\tb", "a\tb")]
    [TestCase("a\r\nb", "a\ufffd\\nb")]
    [TestCase("\0\u0001\u007f\u0085", "\ufffd\ufffd\ufffd\ufffd")]
    [TestCase("späti \ud83d\ude00", "späti \ud83d\ude00")]
    public void AppendValue_Text_IsEscaped(string value, string expected) => Escaped(value).Should().Be(expected);

    // Halves of surrogates cannot be handed over by an attribute: that is UTF-8.
    [Test]
    public void AppendValue_HalfASurrogate_IsReplaced()
    {
        Escaped("a\ud83d").Should().Be("a\ufffd");
        Escaped("\ude00\ud83d").Should().Be("\ufffd\ufffd");
    }

    [Test]
    public void AppendValue_LongText_IsCutBetweenCharacters()
    {
        var value = string.Concat(Enumerable.Repeat("\ud83d\ude00", LabelText.MaxChars + 1));

        Escaped(value).Should().Be(value[..(2 * LabelText.MaxChars)]);
    }

    [Test]
    public void AppendHelp_Quote_StandsForItself()
    {
        var text = new StringBuilder();
        LabelText.AppendHelp(text, "a \"b\" \\ \n");

        text.ToString().Should().Be("a \"b\" \\\\ \\n");
    }

    /// <summary>What is written reads back as the text, with U+FFFD for what the format does not carry.</summary>
    [Test]
    public void Of_AnyLabels_ReadBackAsTheyWere()
    {
        var text = Gen.Elements(Hostile.ToCharArray()).ListOf().Select(chars => string.Concat(chars));
        var labels = text.ListOf().Select(values => values.Select((value, i) => ($"l{i:D3}", value)).ToList());

        Prop.ForAll(labels.ToArbitrary(), given =>
        {
            var line = LabelText.Of(given);
            return !line.Contains('\n') && !line.Contains('\0')
                && LabelReading.Read(line).SequenceEqual(given.Select(label => (label.Item1, Carried(label.value))));
        }).QuickCheckThrowOnFailure();
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder();
        LabelText.AppendValue(text, value);
        return text.ToString();
    }

    // Written otherwise than the program has it: by way of UTF-8 and back.
    private static string Carried(string value)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
        return string.Concat(whole.Select(c => c is '\n' or '\t' || !char.IsControl(c) ? c : '\ufffd'));
    }
}
