using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Contracts;

/// <summary>What is over goes when it is old; what anything still hangs on stays.</summary>
[TestFixture]
internal sealed class RetentionTests
{
    private const long Before = 30;
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task ForgetAsync_ARandomHistory_TakesWhatTheOracleTakesAndNothingElse([Range(1, 4)] int seed)
    {
        await using var database = await SharedServer.OpenAsync();
        var drawn = new Drawn(seed);
        var changes = Draw(drawn);
        await using (var transaction = await database.Store.BeginAsync(None))
        {
            await transaction.CommitAsync(changes, None);
        }

        var gone = new Forgotten();
        while (await database.ForgetAsync(Before, 7, None) is { Total: > 0 } some)
        {
            some.Decisions.Should().BeLessThanOrEqualTo(7, "it goes bit by bit");
            gone = new Forgotten(gone.Decisions + some.Decisions, gone.Effects + some.Effects, gone.Notes + some.Notes,
                gone.Outgoing + some.Outgoing, gone.Counters + some.Counters);
        }

        var closed = changes.Cases.Where(known => !known.IsOpen).Select(known => known.Id).ToHashSet();
        bool IsOver(string? id) => id is null || closed.Contains(id) || changes.Cases.All(known => known.Id != id);
        var accounts = changes.Accounts.ToDictionary(account => account.Account);
        var decisions = changes.Decisions.Where(kept => kept.TakenMicros < Before && IsOver(kept.Case)
            && accounts[kept.Decision.Account].NewestDecision != kept.Decision.Id).ToList();
        var effects = changes.Effects.Where(effect => effect.ChangedMicros < Before && !effect.State.IsOpen()
            && IsOver(effect.Case) && accounts[effect.Account].FailedEffect != effect.Id).ToList();
        var notes = changes.Notes.Where(note => note.TimeMicros < Before && IsOver(note.Case)).ToList();
        gone.Should().Be(new Forgotten(decisions.Count, effects.Count, notes.Count,
            changes.Outgoing.Count(sent => sent.Event.TimeMicros < Before), 0), $"seed {seed}");
        gone.Total.Should().BeGreaterThan(20, $"seed {seed}");

        foreach (var effect in changes.Effects)
        {
            (await database.Reader.EffectAsync(effect.Id, None) is null).Should()
                .Be(effects.Contains(effect), $"seed {seed}, {effect.Id}");
        }

        await using var reading = await database.Store.BeginAsync(None);
        var ids = changes.Decisions.Select(kept => kept.Decision.Id).ToList();
        var known = await reading.LoadAsync(new SnapshotKeys { Decisions = ids, Accounts = [.. accounts.Keys] }, None);
        known.KnownDecisions.Should().BeEquivalentTo(
            ids.Except(decisions.Select(kept => kept.Decision.Id)), $"seed {seed}");
        known.Accounts.Should().HaveCount(accounts.Count);
    }

    [Test]
    public async Task ForgetAsync_EverythingOld_LeavesTheAuditWhole()
    {
        await using var database = await SharedServer.OpenAsync();
        var drawn = new Drawn(9);
        for (var i = 0; i < 5; i++)
        {
            await using var transaction = await database.Store.BeginAsync(None);
            await transaction.CommitAsync(Draw(drawn), None);
        }

        (await database.ForgetAsync(long.MaxValue, 100_000, None)).Total.Should().BeGreaterThan(0);

        var verdict = await AuditCheck.RunAsync(database.Audit, expected: null, None);
        (verdict.Fault, verdict.Head.Sequence).Should().Be((null, 5 * 40));
    }

    [Test]
    public async Task ForgetAsync_CountsOfWhomWeHit_GoByWholeDays()
    {
        const long Day = 86_400_000_000;
        await using var database = await SharedServer.OpenAsync();
        await using (var transaction = await database.Store.BeginAsync(None))
        {
            await transaction.CommitAsync(new ChangeSet
            {
                Counters =
                [
                    new CounterChange(CounterKind.Collateral, "suspend all", 99, 1),
                    new CounterChange(CounterKind.Collateral, "suspend all", 100, 1),
                    new CounterChange(CounterKind.Pending, "all", 0, 1),
                ],
            }, None);
        }

        (await database.ForgetAsync((100 * Day) + 5, 10, None)).Counters.Should().Be(1);

        (await database.Reader.CountersAsync(CounterKind.Collateral, 0, None))["suspend all"].Should().Be(1);
        (await database.Reader.CountersAsync(CounterKind.Pending, 0, None))["all"].Should().Be(1);
    }

    private static ChangeSet Draw(Drawn drawn)
    {
        var names = Enumerable.Range(0, 40).Select(_ => drawn.Id()).ToList();
        var decisions = names.Concat(names).Select(drawn.Kept).ToList();
        var effects = names.SelectMany(name => new[] { drawn.Effect(name, 1), drawn.Effect(name, 2) }).ToList();
        KnownAccount AccountOf(string name) => drawn.Account(name) with
        {
            NewestDecision = drawn.Flag() ? decisions.First(kept => kept.Decision.Account == name).Decision.Id : "",
            FailedEffect = drawn.Flag() ? effects.First(effect => effect.Account == name).Id : null,
        };
        return new ChangeSet
        {
            Accounts = [.. names.Select(AccountOf)],
            Decisions = decisions,
            Effects = effects,
            Cases = [.. Enumerable.Range(0, 4).Select(i => drawn.Case($"case{i}"))],
            Notes =
            [
                .. names.Select(name => new CaseNote(
                    drawn.Id(), $"case{drawn.Next(5)}", drawn.Micros(), "ann", CaseNoteKind.Note, "x", name)),
            ],
            Outgoing = [.. names.Take(9).Select(name => drawn.Outgoing(OutgoingChannel.Push, name))],
            Audit = [.. names.Select(drawn.Fact)],
        };
    }
}
