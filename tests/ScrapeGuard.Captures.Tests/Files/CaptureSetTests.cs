using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures.Tests;

public sealed class CaptureSetTests
{
    [Test]
    public void TryReadBatch_SeveralFilesInOrder_IsAStableSortByTime()
    {
        var cases = from files in Gen.Choose(0, 59).ArrayOf().ArrayOf()
                    from max in Gen.Choose(1, 7)
                    select (Files: files.Take(6).DefaultIfEmpty([]).ToArray(), max);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var files = c.Files.Select((times, f) => times.Order()
                .Select((t, i) => (Account: $"f{f}e{i}", Second: (long)t)).ToList()).ToList();
            using var set = Captured.OpenSet([.. files.Select(Text)]);
            Captured.ReadAll(set, c.max).Should().Equal(files.SelectMany(file => file).OrderBy(e => e.Second));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Test]
    public void TryReadBatch_FileOutOfOrder_KeepsItsOwnOrder()
    {
        using var set = Captured.OpenSet(
            Text([("a1", 5), ("a2", 1), ("a3", 6)]), Text([("b1", 4), ("b2", 5), ("b3", 9)]));
        Captured.ReadAll(set).Select(e => e.Account).Should().Equal("b1", "a1", "a2", "b2", "a3", "b3");
    }

    [Test]
    public void Counters_MalformedLines_AreToldByFileAndLineButNotByContent()
    {
        var first = Captured.Utf8(Captured.Event("a", 1) + "\n\nsecret\n" + Captured.Event("b", 2) + "\n{}\n");
        var second = Captured.Utf8(string.Concat(Enumerable.Repeat("{\"time\":1}\n", 9)));
        using var set = Captured.OpenSet(first, second);
        Captured.ReadAll(set).Should().HaveCount(2);
        set.Counters.Lines.Should().Be(14);
        set.Counters.Malformed.Should().Be(11);
        set.Counters.MalformedFor(DecodeError.BadJson).Should().Be(1);
        set.Counters.MalformedFor(DecodeError.MissingTime).Should().Be(1);
        set.Counters.Examples.Should().Equal(
            new MalformedLine("f0", 3, DecodeError.BadJson),
            new MalformedLine("f0", 5, DecodeError.MissingTime),
            new MalformedLine("f1", 1, DecodeError.WrongType),
            new MalformedLine("f1", 2, DecodeError.WrongType),
            new MalformedLine("f1", 3, DecodeError.WrongType));
    }

    [Test]
    public void Count_BlocksInAnyOrder_KeepsTheFirstExamples()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000)
            .Select(i => i % 10_000 == 7 ? "bad\n" : Captured.Event("a", 1) + "\n"));
        using var set = Captured.OpenSet(Captured.Utf8(text));
        var blocks = new List<LineBlock>();
        for (var block = new LineBlock(); set.TryReadBlock(block); block = new LineBlock())
        {
            blocks.Add(block);
        }

        blocks.Count.Should().BeGreaterThan(2);
        blocks.Reverse();
        foreach (var block in blocks)
        {
            BlockDecoder.Decode(block, set.Files[0].Format.CreateDecoder(), new EventBatch());
            set.Count(block);
        }

        set.Counters.Lines.Should().Be(40_000);
        set.Counters.Examples.Select(example => example.Line).Should().Equal(8, 10_008, 20_008, 30_008);
    }

    [Test]
    public void Counters_OversizedLine_IsOneMalformedLine()
    {
        var text = Captured.Event("a", 1) + "\n" + new string('x', 3 << 20) + "\n"
            + new string('y', 70_000) + "\nbad\n";
        using var set = Captured.OpenSet(Captured.Utf8(text));
        Captured.ReadAll(set).Should().HaveCount(1);
        set.Counters.Oversized.Should().Be(2);
        set.Counters.Lines.Should().Be(4);
        set.Counters.Examples.Should().Equal(
            new MalformedLine("f0", 2, DecodeError.LineTooLong),
            new MalformedLine("f0", 3, DecodeError.LineTooLong),
            new MalformedLine("f0", 4, DecodeError.BadJson));
    }

    [Test]
    public void Open_SeveralMissingFiles_NamesEach()
    {
        var opening = CaptureSet.Open(["/no/such/a", "/no/such/b"], new CaptureOptions());
        opening.Set.Should().BeNull();
        opening.Errors.Should().HaveCount(2);
    }

    [Test]
    public void Open_WrongOptions_NamesEachKeyAndValue()
    {
        var options = new CaptureOptions
        {
            Format = CaptureKind.Csv,
            BlockBytes = 3,
            Combined = new CombinedLogOptions { Account = "field:0" },
        };
        CaptureSet.Open(["-", "-"], options).Errors.Should().HaveCount(4)
            .And.Contain(error => error.Contains("field:0")).And.Contain(error => error.Contains("'3'"));
    }

    [Test]
    public void TryReadBlock_SeveralFiles_IsAProgrammersError()
    {
        using var set = Captured.OpenSet([], []);
        set.Invoking(s => s.TryReadBlock(new LineBlock())).Should().Throw<InvalidOperationException>();
    }

    private static byte[] Text(List<(string Account, long Second)> events) =>
        Captured.Utf8(string.Concat(events.Select(e => Captured.Event(e.Account, (int)e.Second) + "\n")));
}
