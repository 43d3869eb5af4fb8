using System.Globalization;
using System.Text;
using ScrapeGuard.Benchmarks.Ratio;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Benchmarks.Consoles;

/// <summary>
/// <c>ratio console-memory [--accounts N] [--rounds N] [--events N]</c>: what the console remembers of traffic, by
/// itself: every account active each hour with so many events, new tracks with each, decided about again and again,
/// more accounts than there is room for. Live objects after each round of a day; it must come to an end.
/// </summary>
internal static class ConsoleMemory
{
    private const int HoursOfRound = 24;
    private const int TracksOfEvent = 2;
    private const int DecisionsOfRound = 8;
    private const int Crowd = 2;
    private const long MicrosPerHour = 3_600_000_000;

    /// <summary>What the last quarter of the rounds may add to what was held before it.</summary>
    private const double MostGrowth = 0.02;

    /// <summary>Runs the command; 0 when done, 1 when memory goes on growing, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        var (accounts, rounds, events) = (300, 16, 40);
        if (!OptionPairs.Read(arguments[1..], errors, (name, value) => name switch
        {
            "--accounts" => OptionPairs.TryNumber(value, 1, out accounts),
            "--rounds" => OptionPairs.TryNumber(value, 4, out rounds),
            "--events" => OptionPairs.TryNumber(value, 1, out events),
            _ => false,
        }))
        {
            return 2;
        }

        return Measure(accounts, rounds, events, output);
    }

    private static int Measure(int accounts, int rounds, int events, TextWriter output)
    {
        var random = new Random(1);
        var model = new TrafficModel(new TrafficOptions { MaxAccounts = accounts, IsSimulated = true });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = new List<long>();
        for (var round = 0; round < rounds; round++)
        {
            Feed(model, random, accounts, round, events);
            held.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        var (earlier, last) = (held[(rounds * 3 / 4) - 1], held[^1]);
        output.WriteLine($"{accounts:N0} accounts of {accounts * Crowd:N0}, {rounds} rounds of {HoursOfRound} hours, "
            + $"{(long)rounds * HoursOfRound * events * accounts * Crowd:N0} events and "
            + $"{(long)rounds * DecisionsOfRound * accounts:N0} decisions");
        output.WriteLine("MiB held after each round: " + string.Join(", ", held.Select(bytes =>
            (bytes / (double)(1 << 20)).ToString("N1", CultureInfo.InvariantCulture))));
        output.WriteLine($"{last / (double)accounts / 1_024:N0} KiB an account; the last quarter added "
            + $"{(last - earlier) / (double)earlier:P1}");
        GC.KeepAlive(model);
        return last - earlier <= earlier * MostGrowth ? 0 : 1;
    }

    private static void Feed(TrafficModel model, Random random, int accounts, int round, int events)
    {
        for (var hour = 0; hour < HoursOfRound; hour++)
        {
            var micros = (490_000L + (round * HoursOfRound) + hour) * MicrosPerHour;
            for (var account = 0; account < accounts * Crowd; account++)
            {
                var batch = new EventBatch(events);
                for (var e = 0; e < events; e++)
                {
                    Add(batch, random, NameOf(account), micros + e);
                }

                model.Take(batch);
            }

            if (hour % (HoursOfRound / DecisionsOfRound) == 0)
            {
                for (var account = 0; account < accounts; account++)
                {
                    model.Take(DecisionOf(random, NameOf(account), micros));
                }
            }
        }
    }

    private static void Add(EventBatch batch, Random random, string account, long micros)
    {
        ref var e = ref batch.BeginEvent();
        (e.TimeMicros, e.Operation) = (micros, Operation.Audio);
        (e.Status, e.Bytes) = (EventLimits.DefaultStatus, 4_000_000);
        (e.Ip, e.Device) = ((uint)random.Next(1, 1 << 20), (uint)random.Next(1, 1 << 20));
        for (var track = 0; track < TracksOfEvent; track++)
        {
            batch.AddTrack(ref e, StableHash.Combine((ulong)random.Next(100_000_000), 3));
        }

        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(account));
        batch.CommitEvent(ref e);
    }

    private static Decision DecisionOf(Random random, string account, long micros) => new()
    {
        Id = $"{random.NextInt64():x16}{random.NextInt64():x16}",
        TimeMicros = micros,
        Account = account,
        Verdict = Verdict.Suspend,
        Score = 0.97,
        Reasons =
        [
            new Reason($"rule.audio-tracks-{random.Next(10)}h", 1_204, 700, 0.97),
            new Reason($"evidence.of-{random.Next(10)}", 19, 18, 0.9),
            new Reason($"feature.gap-mean-{random.Next(10)}h", 2.1, 4, 0.2),
        ],
        Campaign = null,
        Exposure = new Exposure(1_204, 1_204, 5_800_000_000),
        Model = "model",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };

    private static string NameOf(int account) => string.Create(CultureInfo.InvariantCulture, $"account-{account:D6}");
}
