using System.Text;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.Acting;

public sealed class DemoLeakTests
{
    [Test]
    public void Count_RandomSuspensions_IsWhatTheOracleServed([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        string[] accounts = ["a", "b", "c"];
        var leak = new DemoLeak([
            .. accounts.Select(account => new LabelledAccount(account, LabelledAccount.Scraper, "k", 0, 0)),
            new LabelledAccount("p", LabelledAccount.Person, "k", 0, 0),
        ]);
        var suspended = new HashSet<string>();
        var served = accounts.ToDictionary(account => account, _ => new HashSet<ulong>());
        var audio = accounts.ToDictionary(account => account, _ => new HashSet<ulong>());
        var batch = new EventBatch(16);
        for (var i = 0; i < 300; i++)
        {
            batch.Clear();
            var account = accounts[random.Next(accounts.Length)];
            var track = (ulong)random.Next(60);
            var isAudio = random.Next(2) == 0;
            Add(batch, account, track, isAudio);
            Add(batch, "p", track, isAudio);
            leak.Count(batch);
            if (!suspended.Contains(account))
            {
                served[account].Add(track);
                if (isAudio)
                {
                    audio[account].Add(track);
                }
            }

            var changed = accounts[random.Next(accounts.Length)];
            var isSuspended = random.Next(2) == 0;
            leak.Become(changed, isSuspended);
            _ = isSuspended ? suspended.Add(changed) : suspended.Remove(changed);
        }

        foreach (var account in accounts)
        {
            leak.Of(account)!.Out.Until(long.MaxValue).Should().Be(
                (served[account].Count, audio[account].Count), $"seed {seed}");
        }

        leak.Of("p").Should().BeNull();
        leak.IsCut.Should().BeFalse();
    }

    private static void Add(EventBatch batch, string account, ulong track, bool isAudio)
    {
        ref var e = ref batch.BeginEvent();
        e.Status = 200;
        e.Operation = isAudio ? Operation.Audio : Operation.Metadata;
        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(account));
        batch.AddTrack(ref e, track);
        batch.CommitEvent(ref e);
    }
}
