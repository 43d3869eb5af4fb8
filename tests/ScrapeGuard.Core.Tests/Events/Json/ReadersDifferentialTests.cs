using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>Holds the quick reader to the thorough one, and both to the oracle, over lines by chance.</summary>
public sealed class ReadersDifferentialTests
{
    private const int Lines = 12_500;
    private const int MutationsOfALine = 20;
    private const string Before =
        """{"time":"2020-01-01T00:00:00Z","account":"before","operation":"play","tracks":["t1","t2"]}""";

    [Test]
    public void QuickReader_MutatedLines_AcceptsOnlyWhatTheThoroughReaderReadsAlike()
    {
        var lines = new RandomLines(TestSeed.Next());
        var quick = new EventBatch(2);
        var thorough = new EventBatch(2);
        var accepted = 0;
        for (var i = 0; i < Lines; i++)
        {
            var line = Encoding.UTF8.GetBytes(lines.Next(strangeOneIn: 400));
            for (var j = 0; j < MutationsOfALine; j++)
            {
                accepted += Compare(lines, j == 0 ? line : lines.Mutated(line), quick, thorough) ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"{accepted:N0} of {Lines * MutationsOfALine:N0} read quickly");
        accepted.Should().BeGreaterThan(Lines, "a test that compares nothing proves nothing");
    }

    [Test]
    public void Decode_StrangeAndMutatedLines_AgreesWithTheOracle()
    {
        var lines = new RandomLines(TestSeed.Next());
        for (var i = 0; i < 6_000; i++)
        {
            var line = Encoding.UTF8.GetBytes(lines.Next(strangeOneIn: 6));
            AssertOracle(line);
            var mutated = lines.Mutated(line);
            if (System.Text.Unicode.Utf8.IsValid(mutated))
            {
                AssertOracle(mutated);
            }
        }
    }

    [Test]
    public void Decode_PlainLines_AgreesWithTheOracleAndIsQuick()
    {
        var lines = new RandomLines(TestSeed.Next());
        var batch = new EventBatch(2);
        for (var i = 0; i < 3_000; i++)
        {
            var line = Encoding.UTF8.GetBytes(lines.Next(strangeOneIn: 0));
            AssertOracle(line);
        }

        byte[] plain = [.. Encoding.UTF8.GetBytes(Before), .. new byte[AccessEventDecoder.PaddingBytes]];
        QuickReader.TryRead(plain, Before.Length, batch, out _).Should().BeTrue();
    }

    private static void AssertOracle(byte[] line)
    {
        var (error, facts, isJson) = OracleDecoder.Decode(line);
        var batch = new EventBatch(1);
        byte[] block = [.. line, .. new byte[AccessEventDecoder.PaddingBytes]];
        var actual = AccessEventDecoder.Decode(block, 0, line.Length, batch);
        var text = Encoding.UTF8.GetString(line);
        if (!isJson)
        {
            Assert.That(actual, Is.Not.EqualTo(DecodeError.None), text);
            return;
        }

        Assert.That(actual, Is.EqualTo(error), text);
        Assert.That(actual == DecodeError.None ? EventFacts.Of(batch, 0) : null, Is.EqualTo(facts), text);
    }

    private static bool Compare(RandomLines lines, byte[] line, EventBatch quick, EventBatch thorough)
    {
        Reset(quick);
        var block = new byte[line.Length + AccessEventDecoder.PaddingBytes];
        line.CopyTo(block, 0);
        lines.Fill(block.AsSpan(line.Length));
        var read = QuickReader.TryRead(block, line.Length, quick, out var error);
        if (!read)
        {
            Assert.That((quick.Count, quick.Tracks.Length, quick.Names.Length, quick.RejectedCount),
                Is.EqualTo((1, 2, "before".Length, 0L)), () => Show(line, block));
            return false;
        }

        Reset(thorough);
        var expected = ThoroughReader.Read(line, thorough);
        Assert.That((error, quick.Count), Is.EqualTo((expected, thorough.Count)), () => Show(line, block));
        Assert.That(quick.Tracks.Length, Is.EqualTo(thorough.Tracks.Length), () => Show(line, block));
        Assert.That(quick.Names.SequenceEqual(thorough.Names), Is.True, () => Show(line, block));
        if (quick.Count == 2)
        {
            Assert.That(EventFacts.Of(quick, 1), Is.EqualTo(EventFacts.Of(thorough, 1)), () => Show(line, block));
        }

        return true;
    }

    private static string Show(byte[] line, byte[] block) =>
        $"{Encoding.Latin1.GetString(line)} | {Encoding.Latin1.GetString(block.AsSpan(line.Length))}";

    private static void Reset(EventBatch batch)
    {
        batch.Clear();
        AccessEventDecoder.Decode(Encoding.UTF8.GetBytes(Before), batch);
    }
}
