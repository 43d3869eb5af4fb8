using System.Text.Json;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Tests.Traffic;

public sealed class TrafficModelTests
{
    [Test]
    public void Take_MoreAccountsThanRoom_ForgetsThoseWithoutADecision()
    {
        var model = new TrafficModel(new TrafficOptions { MaxAccounts = 100 });
        model.Take(Samples.Decision("flagged"));
        for (var i = 0; i < 1_000; i++)
        {
            model.Take(Samples.Events((Samples.Name(i), Samples.Start + i, Operation.Search, [])));
        }

        model.Read(tables => tables.Accounts.Count).Should().Be(100);
        model.Read(tables => tables.Find("flagged")).Should().NotBeNull();
        model.Read(tables => tables.Find(Samples.Name(999))).Should().NotBeNull("the newest has room");
        model.Overflow.Should().Be(901);
    }

    [Test]
    public void Take_RoomFullOfDecisions_StaysBounded()
    {
        var model = new TrafficModel(new TrafficOptions { MaxAccounts = 20 });
        for (var i = 0; i < 200; i++)
        {
            model.Take(Samples.Decision(Samples.Name(i)));
        }

        model.Read(tables => tables.Accounts.Count).Should().Be(20);
        model.Take(Samples.Events((Samples.Name(7_000), Samples.Start, Operation.Search, [])));
        model.Read(tables => tables.Find(Samples.Name(7_000))).Should().BeNull("nobody who is flagged makes room");
    }

    [Test]
    public void Recent_MoreEventsThanRoom_KeepsTheNewest()
    {
        var model = new TrafficModel(new TrafficOptions { MaxRecentEvents = 10_000 });
        for (var i = 0; i < 30_000; i++)
        {
            model.Take(Samples.Events((Samples.Name(i % 10), Samples.Start + i, Operation.Audio, [$"t{i}"])));
        }

        var kept = model.Read(tables => tables.Recent.All());

        var times = kept.SelectMany(batch => batch.Events.ToArray()).Select(e => e.TimeMicros).ToList();
        times.Should().BeInAscendingOrder();
        times[^1].Should().Be(Samples.Start + 29_999);
        times.Count.Should().BeInRange(5_000, 10_000 + 4_096);
    }

    /// <summary>Beside plain sets: what was taken before the suspension, and what was asked for after it.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Leak_TakersAndPeople_IsThatOfPlainSets(int seed)
    {
        var random = new Random(seed);
        var model = new TrafficModel(new TrafficOptions { IsSimulated = true });
        var (taken, wanted) = (new HashSet<ulong>(), new HashSet<ulong>());
        var suspended = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 4_000; i++)
        {
            var account = random.Next(2) == 0 ? "person" : $"taker-{random.Next(3)}";
            var track = (ulong)(1 + random.Next(3_000)) * 0x9E3779B97F4A7C15;
            var batch = new EventBatch(1);
            Samples.Add(batch, account, Samples.Start + (i * 60_000_000L), Operation.Audio, [track]);
            model.Take(batch);
            if (account != "person")
            {
                wanted.Add(track);
                _ = suspended.Contains(account) || taken.Add(track);
            }

            if (i == 2_000)
            {
                foreach (var taker in new[] { "taker-0", "taker-1", "taker-2" })
                {
                    model.Take(Samples.Decision(taker, micros: Samples.Start + (i * 60_000_000L)));
                    model.Become(taker, EffectKind.Suspend, Samples.Start + (i * 60_000_000L));
                    suspended.Add(taker);
                }
            }
        }

        var listening = new ListeningDesk(model, new ShiftedTime()).Shares();
        var leak = model.Read(tables => LeakViews.Of(tables, listening));

        leak.Tracks.Should().Be(taken.Count, $"seed {seed}");
        leak.AudioTracks.Should().Be(taken.Count, $"seed {seed}");
        leak.PreventedTracks.Should().Be(wanted.Count - taken.Count, $"seed {seed}");
        leak.Series.Select(point => point.Taken).Should().BeInAscendingOrder($"seed {seed}");
        leak.Series[^1].Taken.Should().Be(leak.Tracks, $"seed {seed}: the curve ends at the number");
        leak.Series[^1].Prevented.Should().Be(leak.PreventedTracks, $"seed {seed}");
    }

    [Test]
    public void Learn_LineOfAnEvent_NamesWhatEventsHaveAsHashes()
    {
        var line = """
            {"time":"2026-01-05T00:00:00Z","account":"ada","operation":"audio","tracks":["t-1"],"ip":"192.0.2.7",
            "country":"SE","client":"web","plan":"premium","device":"d-1"}
            """u8;
        var batch = new EventBatch(1);
        Core.Events.Json.AccessEventDecoder.Decode(line, batch).Should().Be(DecodeError.None);
        var model = new TrafficModel(new TrafficOptions());
        model.Take(Samples.Decision("ada"));

        model.Learn(line, batch[0]);
        model.Take(batch);

        var view = model.Read(tables => AccountViews.Of(tables.Find("ada")!, tables));
        (view.Country, view.Client, view.Plan).Should().Be(("SE", "web", "premium"));
        model.Read(tables => AccountViews.NetworksOf(tables.Find("ada")!, tables)).Single().Ip.Should().Be("192.0.2.7");
        model.Read(tables => tables.Find("ada")!.Samples.ToList()).Should().Equal("t-1");
    }

    [Test]
    public async Task Accounts_Paged_AreEachThereOnceInOrder()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        for (var i = 0; i < 350; i++)
        {
            trial.Traffic.Take(Samples.Decision(Samples.Name(i), Verdict.Observe, 0.5 + (i % 7 * 0.01)));
        }

        using var client = trial.Client(Role.Viewer);
        var seen = new List<(double Score, string Account)>();
        await foreach (var page in ConsoleTrial.PagesAsync(client, "accounts?limit=100"))
        {
            seen.AddRange(page.Select(item =>
                (item.GetProperty("score").GetDouble(), item.GetProperty("account").GetString()!)));
        }

        seen.Should().HaveCount(350).And.OnlyHaveUniqueItems();
        seen.Should().Equal(seen.OrderByDescending(item => item.Score)
            .ThenBy(item => item.Account, StringComparer.Ordinal));
    }

    [Test]
    public async Task Overview_BeforeTheFirstEvent_IsEmptyAndWhole()
    {
        await using var trial = await ConsoleTrial.StartAsync();

        using var answer = await trial.Client(Role.Viewer).GetAsync("overview");

        var view = await ConsoleTrial.JsonAsync(answer);
        view.GetProperty("events").GetInt64().Should().Be(0);
        view.TryGetProperty("time", out _).Should().BeFalse();
        view.GetProperty("leak").GetProperty("series").GetArrayLength().Should().Be(0);
        view.GetProperty("guard").GetProperty("budgets").GetArrayLength().Should().Be(2);
        view.ValueKind.Should().Be(JsonValueKind.Object);
    }
}
