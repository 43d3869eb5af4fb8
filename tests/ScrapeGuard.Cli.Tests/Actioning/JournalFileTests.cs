using System.Text;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Tests.Commands;

namespace ScrapeGuard.Cli.Tests.Actioning;

public sealed class JournalFileTests
{
    private CommandTrial _trial = null!;

    private string Journal => _trial.PathOf(JournalFile.FileName);

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public async Task Append_OpenedAgain_HasAllLinesInOrder()
    {
        await WriteAsync("one", "", "three");
        await WriteAsync("four");

        (await ReadAsync()).Should().Equal("one", "", "three", "four");
    }

    [TestCase(1)]
    [TestCase(60)]
    public async Task Open_LastLineTorn_IsCutOffAndWritingGoesOn(int bytes)
    {
        await WriteAsync("one", "two");
        await using (var file = File.Open(Journal, FileMode.Append))
        {
            file.Write(Encoding.ASCII.GetBytes(new string('a', bytes)));
        }

        await WriteAsync("three");

        (await ReadAsync()).Should().Equal("one", "two", "three");
    }

    [Test]
    public async Task Open_WhileAnotherHasIt_IsRefused()
    {
        using var first = JournalFile.Open(_trial.Folder);

        FluentActions.Invoking(() => JournalFile.Open(_trial.Folder)).Should().Throw<IOException>()
            .WithMessage("*held by another actioner*");
        await Task.CompletedTask;
    }

    [Test]
    public async Task Read_AnyByteAltered_IsFound()
    {
        await WriteAsync("one", "two", "three");
        var good = await File.ReadAllBytesAsync(Journal);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 1;
            await File.WriteAllBytesAsync(Journal, bad);
            if (bad[^1] != '\n')
            {
                // Without its end the last line counts as torn: see there.
                continue;
            }

            await FluentActions.Awaiting(ReadAsync).Should().ThrowAsync<FormatException>($"byte {i} is another");
        }
    }

    [Test]
    public async Task Read_LineLeftOut_IsFound()
    {
        await WriteAsync("one", "two", "three");
        var lines = await File.ReadAllLinesAsync(Journal);
        await File.WriteAllTextAsync(Journal, $"{lines[0]}\n{lines[2]}\n");

        await FluentActions.Awaiting(ReadAsync).Should().ThrowAsync<FormatException>()
            .WithMessage("line 2 was altered, or one before it");
    }

    private async Task WriteAsync(params string[] texts)
    {
        using var journal = JournalFile.Open(_trial.Folder);
        await foreach (var _ in journal.ReadAsync(CancellationToken.None))
        {
            // Where the chain ends is known when all of it was read.
        }

        foreach (var text in texts)
        {
            await journal.AppendAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
        }
    }

    private async Task<List<string>> ReadAsync()
    {
        await using var file = File.OpenRead(Journal);
        var texts = new List<string>();
        await foreach (var text in JournalFile.LinesOf(file, CancellationToken.None))
        {
            texts.Add(Encoding.UTF8.GetString(text.Span));
        }

        return texts;
    }
}
