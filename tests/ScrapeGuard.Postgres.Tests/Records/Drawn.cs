using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Postgres.Tests.Records;

/// <summary>Records drawn by a seed: every member has a value now and then.</summary>
internal sealed class Drawn(int seed)
{
    private static readonly string[] Starts = ["", "a", "B", "_", "é", "\uffee", "\U0001f600", "a b"];

    private readonly Random _random = new(seed);
    private int _ids;

    public static string Json<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.Serialize(record, type);

    public int Next(int below) => _random.Next(below);

    public string Id() => $"{++_ids:x8}{_random.NextInt64():x16}{seed:x8}";

    /// <summary>Names whose order by bytes is not that of any language, nor of UTF-16.</summary>
    public string Name() => Starts[_random.Next(Starts.Length)] + (char)('A' + _random.Next(50)) + _random.Next(40);

    public KnownAccount Account(string name) => new()
    {
        Account = name,
        NewestMicros = Maybe(Micros),
        NewestDecision = Id(),
        Demanded = (Verdict)_random.Next(0, 4),
        Applied = Maybe(() => (EffectKind)_random.Next(1, 5)),
        SinceMicros = Micros(),
        UntilMicros = Maybe(Micros),
        IsUncertain = Flag(),
        FailedEffect = Text(),
        HarmedMicros = Maybe(Micros),
        Sequence = _random.Next(9),
        Suspensions = _random.Next(9),
        LastSuspensionMicros = Micros(),
        CooldownUntilMicros = Micros(),
        Allowance = Flag() ? new Allowance("ann", "she called", Micros(), Maybe(Micros)) : null,
        Order = Flag()
            ? new StandingOrder("k1", (EffectKind)_random.Next(1, 4), "ann", "she saw it", Micros(), Maybe(Micros))
            : null,
        Profile = new AccountProfile
        {
            Plan = Text(),
            Country = Text(),
            Client = Text(),
            CreatedMicros = Maybe(Micros),
        },
        ProfileMicros = Micros(),
        Cohorts = [.. Cohorts()],
        Campaign = Flag() ? $"camp{_random.Next(2)}" : null,
        Case = Text(),
        IsActiveInCase = Flag(),
        HasHeld = Flag(),
        WakeMicros = Flag() ? KnownAccount.Never : Micros(),
    };

    public Effect Effect(string account, long sequence, EffectState? state = null) => new()
    {
        Id = Id(),
        Account = account,
        Kind = (EffectKind)_random.Next(1, 5),
        State = state ?? (EffectState)_random.Next(1, 10),
        Sequence = sequence,
        CreatedMicros = Micros(),
        ChangedMicros = Micros(),
        DueMicros = Micros(),
        LastsMicros = Micros(),
        UntilMicros = Maybe(Micros),
        Attempts = _random.Next(9),
        Decision = Flag() ? Decision(account) : null,
        Command = Text(),
        Actor = "ann",
        Reason = "took all \u2713 \"quoted\" \\u0000 \\",
        Campaign = Text(),
        Case = $"case{_random.Next(5)}",
        Approver = Text(),
        Detail = Text(),
        Scopes = [.. Cohorts()],
        CountedMinute = Maybe(Micros),
        IsPending = Flag(),
        IsOutdated = Flag(),
    };

    public Decision Decision(string account) => new()
    {
        Id = Id(),
        TimeMicros = Micros(),
        Account = account,
        Verdict = (Verdict)_random.Next(1, 5),
        Score = _random.NextDouble(),
        Reasons = [new Reason("breadth", _random.NextDouble() * 1e6, 1e-7, 0.25), new Reason("pace", 3, 4, 5)],
        Campaign = Text(),
        Exposure = new Exposure(_random.Next(99), 5, long.MaxValue),
        Model = "m",
        Policy = "p",
        Mode = Flag() ? PolicyMode.Enforce : PolicyMode.Shadow,
    };

    public KeptDecision Kept(string account) =>
        new(Decision(account), (DecisionFate)_random.Next(1, 6), Micros(), Flag() ? $"case{_random.Next(5)}" : null);

    public Case Case(string id) => new()
    {
        Id = id,
        Subject = (CaseSubject)_random.Next(1, 4),
        Name = Name(),
        IsOpen = Flag(),
        OpenedMicros = Micros(),
        ChangedMicros = Micros(),
        ClosedMicros = Maybe(Micros),
        Active = _random.Next(9),
        Accounts = _random.Next(9),
        HasAppeal = Flag(),
        TakedownMicros = Micros(),
    };

    public OperatorCommand Command(CommandKind kind, CommandTarget target) => new()
    {
        Id = Id(),
        TimeMicros = Micros(),
        By = "ann",
        Role = Text() ?? "",
        Kind = kind,
        Target = target,
        Reason = "because",
        UntilMicros = Maybe(Micros),
    };

    public AuditFact Fact(string account) => new()
    {
        TimeMicros = Micros(),
        Actor = "ann",
        What = "effect.done",
        Why = "took\0all",
        Account = account,
        Case = Text(),
        Effect = Text(),
        Kind = Text(),
        From = Text(),
        To = Text(),
        Cause = Text(),
    };

    public OutgoingEvent Outgoing(OutgoingChannel channel, string account) => new(channel, new SafeguardEvent
    {
        Id = Id(),
        TimeMicros = Micros(),
        Activity = SafeguardActivity.Create,
        Case = "case1",
        Account = account,
        What = SafeguardWhat.EffectDone,
        Effect = Maybe(() => (EffectKind)_random.Next(1, 5)),
        EffectId = Text(),
        Decision = Flag() ? Decision(account) : null,
        Actor = "ann",
        Reason = "because",
        FirstSeenMicros = Micros(),
    });

    public long Micros() => _random.NextInt64(1, 60);

    public bool Flag() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> draw)
        where T : struct => Flag() ? draw() : null;

    private string? Text() => Flag() ? $"text {_random.Next(9)}" : null;

    private IEnumerable<string> Cohorts() =>
        new[] { "all", "plan:premium", "country:DE", "client:\"x\"" }.Where(_ => Flag());
}
