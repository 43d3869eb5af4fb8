using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Console.Traffic;

namespace ScrapeGuard.Console.Tests.Acting;

public sealed class CaseListTests
{
    [Test]
    public async Task List_TenThousandOpenCases_AreEachOnOnePage()
    {
        const int Cases = 10_000;
        await using var trial = await ConsoleTrial.StartAsync();
        await WriteAsync(trial.Store, 0, Cases);
        using var client = trial.Client(Role.Viewer);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in ConsoleTrial.PagesAsync(client, "cases?state=open&sort=time&limit=200"))
        {
            page.Should().HaveCountLessThanOrEqualTo(200);
            foreach (var item in page)
            {
                seen.Add(item.GetProperty("id").GetString()!).Should().BeTrue("no case is on two pages");
            }
        }

        seen.Should().HaveCount(Cases);
        using var overview = await client.GetAsync("overview");
        (await ConsoleTrial.JsonAsync(overview)).GetProperty("queue").GetProperty("open").GetInt64().Should().Be(Cases);
    }

    [Test]
    public async Task Read_MoreCasesThanRoom_KeepsTheNewestAndCounts()
    {
        using var store = new MemoryActionStore();
        await WriteAsync(store, 0, CaseBook.MaxCases + 500);
        using var book = new CaseBook(store, new TrafficModel(new TrafficOptions()), new ShiftedTime());

        var board = await book.ReadAsync(CancellationToken.None);

        board.Cases.Should().HaveCount(CaseBook.MaxCases);
    }

    [Test]
    public async Task Read_CaseChanged_IsSeenWithoutReadingAll()
    {
        using var store = new MemoryActionStore();
        await WriteAsync(store, 0, 3_000);
        var time = new ShiftedTime();
        using var book = new CaseBook(store, new TrafficModel(new TrafficOptions()), time);
        (await book.ReadAsync(CancellationToken.None)).Open.Should().Be(3_000);

        await WriteAsync(store, 0, 1, isOpen: false, changed: 1_000_000);
        time.Shift(TimeSpan.FromSeconds(1));

        (await book.ReadAsync(CancellationToken.None)).Open.Should().Be(2_999);
    }

    [Test]
    public async Task Read_DecisionsThatCameByHere_AreKnownOfAllCasesAtOnce()
    {
        const int cases = 3_000;
        using var store = new MemoryActionStore();
        await WriteAsync(store, 0, cases);
        var traffic = new TrafficModel(new TrafficOptions());
        for (var i = 0; i < cases; i++)
        {
            traffic.Take(Samples.Decision(Samples.Name(i)));
        }

        using var book = new CaseBook(store, traffic, new ShiftedTime());
        var board = await book.ReadAsync(CancellationToken.None);

        board.Cases.Should().HaveCount(cases).And.OnlyContain(entry => entry.Newest!.Account == entry.Case.Name);
    }

    private static async Task WriteAsync(
        MemoryActionStore store, int from, int count, bool isOpen = true, long changed = 0)
    {
        await using var transaction = await store.BeginAsync(CancellationToken.None);
        await transaction.CommitAsync(
            new ChangeSet
            {
                Cases = [.. Enumerable.Range(from, count).Select(i => new Case
                {
                    Id = i.ToString("x32"),
                    Subject = CaseSubject.Account,
                    Name = Samples.Name(i),
                    IsOpen = isOpen,
                    OpenedMicros = Samples.Start + i,
                    ChangedMicros = Samples.Start + i + changed,
                })],
            },
            CancellationToken.None);
    }
}
