using System.Collections.Immutable;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>An actioner with a store, a service and a time of its own; it may die and be begun again.</summary>
internal sealed class World : IDisposable
{
    public World(int seed = 1, Policy? policy = null, ActionsOptions? options = null)
    {
        Policy = policy ?? Enforcing();
        Options = options ?? new ActionsOptions();
        Service = new SimulatedService(Clock, seed);
        Breaking = new BreakingStore(Store, seed + 1);
        Actioner = Begin();
    }

    public Clock Clock { get; } = new();

    public Policy Policy { get; set; }

    public ActionsOptions Options { get; }

    public SimulatedService Service { get; }

    public MemoryActionStore Store { get; } = new();

    public BreakingStore Breaking { get; }

    public Actioner Actioner { get; private set; }

    public string? Stop { get; set; }

    /// <summary>A policy that acts at once.</summary>
    public static Policy Enforcing(GuardOptions? guard = null, EnforcementOptions? enforcement = null,
        params string[] allowlist) => new()
        {
            Guard = guard ?? new GuardOptions(),
            Enforcement = enforcement ?? new EnforcementOptions { CampaignGathering = TimeSpan.Zero },
            Allowlist = [.. allowlist],
        };

    public static Decision Decision(string id, string account, Verdict verdict, int second = 0,
        PolicyMode mode = PolicyMode.Enforce, string? campaign = null) => new()
        {
            Id = id,
            TimeMicros = Clock.Start + (second * 1_000_000L),
            Account = account,
            Verdict = verdict,
            Score = 0.97,
            Reasons = [new Reason("rule.no-rest", 47.5, 24, 0.75)],
            Campaign = campaign,
            Exposure = new Exposure(12, 3, 4_000),
            Model = "m1",
            Policy = "default",
            Mode = mode,
        };

    public static string Id(int number) => number.ToString("x32");

    public OperatorCommand Command(string id, CommandKind kind, CommandTarget? target = null, long? until = null) =>
        new()
        {
            Id = id,
            TimeMicros = Clock.Now,
            By = "anna",
            Kind = kind,
            Target = target ?? CommandTarget.None,
            Reason = "because",
            UntilMicros = until,
        };

    /// <summary>A person's own decision on an account.</summary>
    public OperatorCommand Order(string id, CommandKind kind, string account) =>
        Command(id, kind, Account(account)) with { Role = "analyst" };

    public OperatorCommand Takedown(string id, CommandTarget target) =>
        Command(id, CommandKind.Takedown, target) with { Role = "analyst" };

    public static CommandTarget Account(string name) => new(CommandScope.Account, name);

    public Task TakeAsync(params Decision[] decisions) => Actioner.TakeAsync(decisions, [], CancellationToken.None);

    public async Task<CommandOutcome> TakeAsync(OperatorCommand command) =>
        (await Actioner.TakeAsync([], [command], CancellationToken.None))[0];

    /// <summary>The process dies: calls under way end as they like, and nobody hears of it.</summary>
    public void Crash()
    {
        Service.EndHanging();
        Actioner.Dispose();
        Actioner = Begin();
    }

    /// <summary>Steps until there is nothing to do now.</summary>
    public async Task RunAsync(int mostSteps = 10_000)
    {
        for (var step = 0; step < mostSteps; step++)
        {
            if ((await Actioner.StepAsync(CancellationToken.None)).IsIdle)
            {
                return;
            }
        }

        throw new InvalidOperationException("it does not come to rest");
    }

    /// <summary>Steps and lets time pass until everything due is done.</summary>
    public async Task SettleAsync(TimeSpan time)
    {
        var until = Clock.Now + (time.Ticks / TimeSpan.TicksPerMicrosecond);
        while (Clock.Now < until)
        {
            await RunAsync();
            Service.EndHanging();

            // Every call has its answer now; the thread that brings it may be late.
            await Actioner.AnyCallAsync();
            Clock.Pass(TimeSpan.FromSeconds(20));
        }

        await RunAsync();
    }

    public async Task<List<AuditEntry>> AuditAsync() =>
        await Store.ReadAsync(0, CancellationToken.None).ToListAsync();

    public async Task<ImmutableArray<Effect>> EffectsAsync(string account) =>
        [.. await Store.EffectsAsync(account, 1_000, CancellationToken.None)];

    public async Task<IReadOnlyList<OutgoingEvent>> EventsAsync() =>
        await Store.TakeOutgoingAsync(OutgoingChannel.Topic, Clock.Now, 0, int.MaxValue, CancellationToken.None);

    public void Dispose()
    {
        Actioner.Dispose();
        Store.Dispose();
    }

    private Actioner Begin() => new(Breaking, Service, () => Policy, Options, () => Clock.Now, () => Stop);
}
