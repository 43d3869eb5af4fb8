using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Tests.Calling;

/// <summary>Each fault of the service, over real HTTP: what is made of it, and what was really done.</summary>
public sealed class FaultTests
{
    [TestCase(EffectKind.Throttle, AccountStates.Throttled)]
    [TestCase(EffectKind.Challenge, AccountStates.Challenged)]
    [TestCase(EffectKind.Suspend, AccountStates.Suspended)]
    [TestCase(EffectKind.Restore, AccountStates.Active)]
    public async Task ApplyAsync_GoodService_IsDone(EffectKind kind, string state)
    {
        await using var trial = await ServiceTrial.StartAsync();
        var call = ServiceTrial.Call(1, kind: kind);

        var result = await trial.ApplyAsync(call);

        result.Outcome.Should().Be(CallOutcome.Done);
        trial.Ledger.StateOf(call.Account).Should().Be(state);
        trial.Ledger.History().Should().ContainSingle().Which.Call.Should().Be(call);
    }

    [Test]
    public async Task ApplyAsync_SameKeyAgain_IsDoneOnce()
    {
        await using var trial = await ServiceTrial.StartAsync();
        await trial.ApplyAsync(ServiceTrial.Call(1));

        var result = await trial.ApplyAsync(ServiceTrial.Call(1));

        result.Outcome.Should().Be(CallOutcome.Done);
        trial.Ledger.Summary().Should().BeEquivalentTo(new { Calls = 2, CarriedOut = 1, Repeated = 1 });
    }

    // What one attempt gives, what the service did by then, and what it says when asked.
    [TestCase("error", CallOutcome.Unknown, 0, CallOutcome.NotDone)]
    [TestCase("error-after", CallOutcome.Unknown, 1, CallOutcome.Done)]
    [TestCase("drop-before", CallOutcome.Unknown, 0, CallOutcome.NotDone)]
    [TestCase("drop-after", CallOutcome.Unknown, 1, CallOutcome.Done)]
    [TestCase("unavailable", CallOutcome.Unknown, 0, CallOutcome.NotDone)]
    [TestCase("too-many", CallOutcome.NotDone, 0, CallOutcome.NotDone)]
    public async Task ApplyAsync_Fault_IsNeverAssumed(string fault, CallOutcome outcome, int done, CallOutcome asked)
    {
        await using var trial = await ServiceTrial.StartAsync();
        var call = ServiceTrial.Call(1);
        trial.Order(fault, 1);

        var result = await trial.ApplyAsync(call);

        result.Outcome.Should().Be(outcome, result.Detail);
        trial.Ledger.TimesOf(call.IdempotencyKey).Should().Be(done);
        (await trial.AskAsync(call)).Outcome.Should().Be(asked);
        trial.Service.Faults.CountOf(fault).Should().Be(1);

        (await trial.ApplyAsync(call)).Outcome.Should().Be(CallOutcome.Done);
        trial.Ledger.TimesOf(call.IdempotencyKey).Should().Be(1, "the key is known again");
    }

    // The client sends a request anew by itself on a kept connection that closes, unless it has begun a body.
    [TestCase("""{"account":"{account}"}"""), TestCase("")]
    public async Task ApplyAsync_KeptConnectionDropsAfter_IsNotSentAgainUnseen(string body)
    {
        var template = new CallTemplate { Url = "/v1/suspend?account={account}&key={key}", Body = body };
        var received = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref received) > 1)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        using var client = ServiceTrial.ClientOf(
            ServiceTrial.OneAttempt with { BaseUrl = server.Address, Suspend = template });
        var first = await client.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None);

        var second = await client.ApplyAsync(ServiceTrial.Call(2), CancellationToken.None);

        first.Outcome.Should().Be(CallOutcome.Done);
        second.Outcome.Should().Be(CallOutcome.Unknown, second.Detail);
        received.Should().Be(2);
    }

    [Test]
    public async Task ApplyAsync_TooManyWithAShortWait_IsTriedAgain()
    {
        await using var trial = await ServiceTrial.StartAsync(
            ServiceTrial.OneAttempt with { MaxAttempts = 3 }, new ReferenceOptions { RetryAfterSeconds = 0 });
        trial.Order("too-many", 2);

        var result = await trial.ApplyAsync(ServiceTrial.Call(1));

        result.Outcome.Should().Be(CallOutcome.Done);
        trial.Service.Faults.CountOf("too-many").Should().Be(2);
    }

    [Test]
    public async Task ApplyAsync_TooManyWithALongWait_LeavesTheWaitToTheCaller()
    {
        await using var trial = await ServiceTrial.StartAsync(
            ServiceTrial.OneAttempt with { MaxAttempts = 3 }, new ReferenceOptions { RetryAfterSeconds = 90 });
        trial.Order("too-many", 3);

        var result = await trial.ApplyAsync(ServiceTrial.Call(1));

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.RetryAfter.Should().Be(TimeSpan.FromSeconds(90));
        trial.Service.Faults.CountOf("too-many").Should().Be(1, "it asked not to be called for so long");
    }

    [Test]
    public async Task ApplyAsync_LostReplyWithAttemptsLeft_IsNotTriedAgain()
    {
        await using var trial = await ServiceTrial.StartAsync(ServiceTrial.OneAttempt with { MaxAttempts = 5 });
        trial.Order("drop-after", 1);
        trial.Order("forget", 5);

        var result = await trial.ApplyAsync(ServiceTrial.Call(1));

        result.Outcome.Should().Be(CallOutcome.Unknown);
        trial.Ledger.Summary().Calls.Should().Be(1);
    }

    [Test]
    public async Task AskAsync_ServiceForgetsKeys_StillTellsWhatWasDone()
    {
        await using var trial = await ServiceTrial.StartAsync();
        var call = ServiceTrial.Call(1);
        trial.Order("drop-after", 1);
        trial.Order("forget", 2);
        await trial.ApplyAsync(call);

        (await trial.AskAsync(call)).Outcome.Should().Be(CallOutcome.Done);

        trial.Ledger.TimesOf(call.IdempotencyKey).Should().Be(1);
        await trial.ApplyAsync(call);
        trial.Ledger.TimesOf(call.IdempotencyKey).Should().Be(2, "that is what asking is for");
    }

    [Test]
    public async Task AskAsync_CallStillUnderWay_IsUnknownUntilItIsDone()
    {
        await using var trial = await ServiceTrial.StartAsync(
            ServiceTrial.OneAttempt with { AttemptTimeoutMilliseconds = 500 },
            new ReferenceOptions { SlowMilliseconds = 3_000 });
        var call = ServiceTrial.Call(1);
        trial.Order("slow", 1);

        (await trial.ApplyAsync(call)).Outcome.Should().Be(CallOutcome.Unknown);
        (await trial.AskAsync(call)).Outcome.Should().Be(CallOutcome.Unknown, "it is under way");
        (await trial.ApplyAsync(call)).Outcome.Should().Be(CallOutcome.Unknown, "the key is under way");

        CallResult asked;
        do
        {
            asked = await trial.AskAsync(call);
        }
        while (asked.Outcome == CallOutcome.Unknown);
        asked.Outcome.Should().Be(CallOutcome.Done);
        trial.Ledger.TimesOf(call.IdempotencyKey).Should().Be(1);
    }

    [Test]
    public async Task ApplyAsync_Hangs_IsUnknownAndTheServiceKnowsNothingOfIt()
    {
        await using var trial = await ServiceTrial.StartAsync(
            ServiceTrial.OneAttempt with { AttemptTimeoutMilliseconds = 500 });
        var call = ServiceTrial.Call(1);
        trial.Order("hang", 1);

        var result = await trial.ApplyAsync(call);

        result.Outcome.Should().Be(CallOutcome.Unknown);
        result.Detail.Should().Be("no answer in 500 ms");
        (await trial.AskAsync(call)).Outcome.Should().Be(CallOutcome.NotDone);
    }

    [Test]
    public async Task ApplyAsync_CallerGivesUp_Throws()
    {
        await using var trial = await ServiceTrial.StartAsync();
        trial.Order("hang", 1);
        using var stop = new CancellationTokenSource();
        var applying = trial.Client.ApplyAsync(ServiceTrial.Call(1), stop.Token);

        await stop.CancelAsync();

        await applying.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task ApplyAsync_NobodyListens_IsNotDone()
    {
        await using var trial = await ServiceTrial.StartAsync(ServiceTrial.OneAttempt with { MaxAttempts = 2 });
        await trial.Service.DisposeAsync();

        var result = await trial.ApplyAsync(ServiceTrial.Call(1));

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.Detail.Should().Be("not sent: the connection failed: ConnectionError");
    }

    [TestCase("ask:error"), TestCase("ask:drop-before"), TestCase("ask:too-many"), TestCase("ask:unavailable")]
    public async Task AskAsync_CannotBeAsked_IsUnknown(string fault)
    {
        await using var trial = await ServiceTrial.StartAsync();
        trial.Order(fault, 1);

        (await trial.AskAsync(ServiceTrial.Call(1))).Outcome.Should().Be(CallOutcome.Unknown);
    }

    [Test]
    public async Task AskAsync_FaultsWithAttemptsLeft_AsksAgain()
    {
        await using var trial = await ServiceTrial.StartAsync(ServiceTrial.OneAttempt with { MaxAttempts = 3 });
        await trial.ApplyAsync(ServiceTrial.Call(1));
        trial.Order("ask:error", 1);
        trial.Order("ask:drop-before", 2);

        (await trial.AskAsync(ServiceTrial.Call(1))).Outcome.Should().Be(CallOutcome.Done);
    }

    [Test]
    public async Task ApplyAsync_BreakerOpen_IsNotSentAndQuestionsGoOn()
    {
        await using var trial = await ServiceTrial.StartAsync(ServiceTrial.OneAttempt with
        {
            Breaker = new BreakerOptions { MinAttempts = 2, SamplingSeconds = 600, BreakSeconds = 600 },
        });
        trial.Order("error-after", 2);
        await trial.ApplyAsync(ServiceTrial.Call(1));
        await trial.ApplyAsync(ServiceTrial.Call(2));

        var result = await trial.ApplyAsync(ServiceTrial.Call(3));

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.RetryAfter.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(600));
        trial.Ledger.Summary().Calls.Should().Be(2);
        (await trial.AskAsync(ServiceTrial.Call(1))).Outcome.Should().Be(CallOutcome.Done);
    }

    [Test]
    public async Task ApplyAsync_ManyAtOnceWithAllFaults_EachKeyIsDoneOnce()
    {
        const int Seed = 17;
        const int Calls = 300;
        var reference = new ReferenceOptions { Seed = Seed, SlowMilliseconds = 20, RetryAfterSeconds = 0 };
        await using var trial = await ServiceTrial.StartAsync(ServiceTrial.OneAttempt, reference);
        foreach (var fault in new[] { "too-many", "error", "drop-before", "slow", "drop-after", "error-after" })
        {
            trial.Service.Faults.Order(fault, new(0.1));
        }

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(async number =>
        {
            var call = ServiceTrial.Call(number, $"user-{number % 50}");
            var outcome = (await trial.ApplyAsync(call)).Outcome;
            while (outcome != CallOutcome.Done)
            {
                outcome = outcome == CallOutcome.Unknown
                    ? (await trial.AskAsync(call)).Outcome
                    : (await trial.ApplyAsync(call)).Outcome;
            }
        }));

        var summary = trial.Ledger.Summary();
        summary.CarriedOut.Should().Be(Calls, $"seed {Seed}");
        summary.KeysCarriedOutTwice.Should().Be(0, $"seed {Seed}");
        trial.Service.Faults.Read().Should().Contain(fault => fault.Count > 0);
    }
}
