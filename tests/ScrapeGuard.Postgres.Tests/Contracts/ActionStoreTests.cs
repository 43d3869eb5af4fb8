using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Contracts;

/// <summary>What every store keeps to: that in memory and that in PostgreSQL.</summary>
[TestFixture("memory")]
[TestFixture("postgres")]
internal sealed class ActionStoreTests(string kind)
{
    private static readonly StoredJson Json = StoredJson.Default;
    private StoreUnderTest _store = null!;

    [SetUp]
    public async Task OpenAsync() => _store = await StoreUnderTest.OpenAsync(kind);

    [TearDown]
    public async Task CloseAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task LoadAsync_WhatWasCommitted_IsTheSame([Range(1, 3)] int seed)
    {
        var drawn = new Drawn(seed);
        var account = drawn.Account("mallory ✓") with { Case = "case0" };
        var effect = drawn.Effect(account.Account, 1, EffectState.Held) with { Case = "case1" };
        Case[] cases = [drawn.Case("case0"), drawn.Case("case1")];
        var guard = new GuardState { StoppedBy = "ann", StopReason = "fire", StopMicros = 5 } with
        {
            Trips = GuardState.Initial.Trips.Add("hour all", 7).Add("day plan:premium", 8),
        };
        var kept = drawn.Kept(account.Account);
        var command = new KeptCommand(
            drawn.Command(CommandKind.Note, new CommandTarget(CommandScope.Account, account.Account)),
            new CommandOutcome("x", IsAccepted: true, "noted"), 9);

        await _store.CommitAsync(new ChangeSet
        {
            Accounts = [account],
            Effects = [effect],
            Cases = cases,
            Guard = guard,
            Decisions = [kept],
            Commands = [command],
        });
        var read = await _store.LoadAsync(new SnapshotKeys
        {
            Accounts = [account.Account, "nobody"],
            Decisions = [kept.Decision.Id, "d"],
            Commands = [command.Command.Id, "c"],
        });

        read.Accounts.Select(one => Drawn.Json(one, Json.KnownAccount)).Should()
            .Equal([Drawn.Json(account, Json.KnownAccount)], $"seed {seed}");
        read.Effects.Select(one => Drawn.Json(one, Json.Effect)).Should()
            .Equal([Drawn.Json(effect, Json.Effect)], $"seed {seed}");
        read.Cases.Should().BeEquivalentTo(cases, $"seed {seed}");
        Drawn.Json(read.Guard, Json.GuardState).Should().Be(Drawn.Json(guard, Json.GuardState));
        read.KnownDecisions.Should().Equal(kept.Decision.Id);
        read.KnownCommands.Should().Equal(command.Command.Id);
        Drawn.Json((await _store.Reader.CommandAsync(command.Command.Id, CancellationToken.None))!, Json.KeptCommand)
            .Should().Be(Drawn.Json(command, Json.KeptCommand));
    }

    [Test]
    public async Task LoadAsync_NothingCommitted_IsInitial()
    {
        var read = await _store.LoadAsync(new SnapshotKeys { Accounts = ["a"], Effects = ["e"], Cases = ["c"] });

        (read.Accounts.Count + read.Effects.Count + read.Cases.Count + read.Waves.Count).Should().Be(0);
        read.Guard.Should().BeEquivalentTo(GuardState.Initial);
    }

    [Test]
    public async Task LoadAsync_AnEffectById_BringsItsAccountWhatIsOpenOfItAndTheCases()
    {
        var drawn = new Drawn(3);
        Effect[] effects =
        [
            drawn.Effect("a", 1, EffectState.Done) with { Case = "c1" },
            drawn.Effect("a", 2, EffectState.Superseded) with { Case = "c2" },
            drawn.Effect("a", 3, EffectState.InFlight) with { Case = "c3" },
            drawn.Effect("b", 1, EffectState.Due) with { Case = "c4" },
        ];
        await _store.CommitAsync(new ChangeSet
        {
            Effects = effects,
            Accounts = [drawn.Account("a") with { Case = "c5" }, drawn.Account("b") with { Case = "c4" }],
            Cases = [.. Enumerable.Range(1, 6).Select(i => drawn.Case($"c{i}"))],
        });

        var read = await _store.LoadAsync(new SnapshotKeys { Effects = [effects[0].Id], Cases = ["c6"] });

        read.Accounts.Select(account => account.Account).Should().Equal("a");
        read.Effects.Select(effect => effect.Id).Should().BeEquivalentTo(effects[0].Id, effects[2].Id);
        read.Cases.Select(one => one.Id).Should().BeEquivalentTo("c1", "c3", "c5", "c6");
    }

    [Test]
    public async Task CommitAsync_TheSameKeyAgain_ReplacesIt()
    {
        var drawn = new Drawn(4);
        var effect = drawn.Effect("a", 1, EffectState.Due);
        await _store.CommitAsync(new ChangeSet { Effects = [effect], Accounts = [drawn.Account("a")] });
        var later = effect with { State = EffectState.Done, ChangedMicros = 99, Detail = "done" };
        var account = drawn.Account("a") with { HarmedMicros = null, WakeMicros = 5 };

        await _store.CommitAsync(new ChangeSet { Effects = [later], Accounts = [account] });

        Drawn.Json((await _store.Reader.EffectAsync(effect.Id, CancellationToken.None))!, Json.Effect)
            .Should().Be(Drawn.Json(later, Json.Effect));
        Drawn.Json((await _store.Reader.AccountAsync("a", CancellationToken.None))!, Json.KnownAccount)
            .Should().Be(Drawn.Json(account, Json.KnownAccount));
        (await _store.LoadAsync(new SnapshotKeys { Accounts = ["a"] })).Effects.Should().BeEmpty();
    }

    [Test]
    public async Task DisposeAsync_WithoutCommit_ChangesNothingAndLetsGo()
    {
        await using (await _store.Store.BeginAsync(CancellationToken.None))
        {
        }

        var read = await _store.LoadAsync(new SnapshotKeys { Accounts = ["a"] });

        read.Accounts.Should().BeEmpty();
    }

    [Test]
    public async Task BeginAsync_WhileAnotherIsOpen_Waits()
    {
        var first = await _store.Store.BeginAsync(CancellationToken.None);

        var second = _store.Store.BeginAsync(CancellationToken.None);
        await Task.WhenAny(second, Task.Delay(200));
        second.IsCompleted.Should().BeFalse("the first holds the guard's lock");

        await first.CommitAsync(new ChangeSet { Accounts = [new Drawn(1).Account("a")] }, CancellationToken.None);
        await first.DisposeAsync();
        await using var transaction = await second;
        (await transaction.LoadAsync(new SnapshotKeys { Accounts = ["a"] }, CancellationToken.None))
            .Accounts.Should().HaveCount(1, "what was committed before is seen");
    }

    [Test]
    public async Task UseAsync_ManyChanges_IsTheSumFromTheirMinutes([Range(1, 3)] int seed)
    {
        var drawn = new Drawn(seed);
        var all = new List<CounterChange>();
        for (var i = 0; i < 20; i++)
        {
            var changes = Enumerable.Range(0, 8)
                .Select(_ => new CounterChange(
                    (CounterKind)(1 + drawn.Next(3)), $"scope{drawn.Next(3)}", 5_000 + drawn.Next(100), 0))
                .Select(change => change.Kind == CounterKind.Pending ? change with { Bucket = 0 } : change)
                .Distinct().Select(change => change with { By = drawn.Next(9) - 3 }).ToList();
            all.AddRange(changes);
            await _store.CommitAsync(new ChangeSet { Counters = changes });
        }

        int Sum(CounterKind kind, string scope, long from) => all
            .Where(change => change.Kind == kind && change.Scope == scope && change.Bucket >= from)
            .Sum(change => change.By);
        await using var transaction = await _store.Store.BeginAsync(CancellationToken.None);
        var use = await transaction.UseAsync(["scope0", "scope1", "scope9"], 5_050, 5_010, CancellationToken.None);

        foreach (var scope in (string[])["scope0", "scope1", "scope9"])
        {
            use.GetValueOrDefault(scope).Should().Be(
                new BudgetUse(Sum(CounterKind.Suspension, scope, 5_050), Sum(CounterKind.Suspension, scope, 5_010),
                    Sum(CounterKind.Pending, scope, 0)),
                $"seed {seed}, {scope}");
        }
    }

    [Test]
    public async Task WakingAsync_ManyAccounts_AreThoseWhoseTimeHasComeInItsOrder([Range(1, 3)] int seed)
    {
        var drawn = new Drawn(seed);
        var accounts = Accounts(drawn, 60);
        await _store.CommitAsync(new ChangeSet { Accounts = accounts });

        await using var transaction = await _store.Store.BeginAsync(CancellationToken.None);
        var waking = await transaction.WakingAsync(40, 1_000, CancellationToken.None);
        var first = await transaction.WakingAsync(40, 5, CancellationToken.None);

        var wakes = accounts.ToDictionary(account => account.Account, account => account.WakeMicros);
        waking.Should().BeEquivalentTo(wakes.Where(wake => wake.Value <= 40).Select(wake => wake.Key), $"seed {seed}");
        waking.Select(name => wakes[name]).Should().BeInAscendingOrder($"seed {seed}");
        first.Select(name => wakes[name]).Should().Equal(waking.Take(5).Select(name => wakes[name]));
    }

    [Test]
    public async Task SelectAsync_BatchByBatch_FindsEveryOneMeantInTheOrderOfBytes([Range(1, 4)] int seed)
    {
        var drawn = new Drawn(seed);
        var accounts = Accounts(drawn, 80);
        await _store.CommitAsync(new ChangeSet { Accounts = accounts });
        foreach (var (commandKind, scope, name) in new[]
        {
            (CommandKind.Restore, CommandScope.All, ""), (CommandKind.Approve, CommandScope.All, ""),
            (CommandKind.Restore, CommandScope.Cohort, "client:\"x\""),
            (CommandKind.Reject, CommandScope.Campaign, "camp1"),
            (CommandKind.Takedown, CommandScope.Campaign, "camp0"),
        })
        {
            var target = new CommandTarget(scope, name, drawn.Flag() ? 10 : null);
            var wave = new Wave { Command = drawn.Command(commandKind, target), TakenMicros = 45 };

            var found = new List<string>();
            await using var transaction = await _store.Store.BeginAsync(CancellationToken.None);
            IReadOnlyList<string> batch;
            do
            {
                batch = await transaction.SelectAsync(wave, 7, CancellationToken.None);
                found.AddRange(batch);
                wave = wave with { Cursor = batch.Count > 0 ? batch[^1] : wave.Cursor };
            }
            while (batch.Count > 0);

            found.Should().Equal(WaveOracle.Select(accounts, wave), $"seed {seed}, {commandKind} {scope}");
        }
    }

    [Test]
    public async Task LoadAsync_Waves_AreThoseNotFinishedOldestFirst()
    {
        var drawn = new Drawn(1);
        var waves = Enumerable.Range(1, 4).Select(i => new Wave
        {
            Command = drawn.Command(CommandKind.Restore, new CommandTarget(CommandScope.All, "")),
            TakenMicros = i,
        }).ToList();
        await _store.CommitAsync(new ChangeSet { Waves = waves });
        await _store.CommitAsync(new ChangeSet
        {
            Waves = [waves[0] with { IsFinished = true, Changed = 7 }, waves[2] with { Cursor = "m", Changed = 3 }],
        });

        var open = (await _store.LoadAsync(new SnapshotKeys())).Waves;

        open.Select(wave => wave.TakenMicros).Should().Equal(2, 3, 4);
        (open[1].Cursor, open[1].Changed).Should().Be(("m", 3));
        (await _store.Reader.WavesAsync(2, CancellationToken.None)).Select(wave => wave.TakenMicros)
            .Should().Equal(4, 3);
    }

    private static List<KnownAccount> Accounts(Drawn drawn, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => drawn.Name()).Distinct(StringComparer.Ordinal)
            .Select(drawn.Account)];
}
