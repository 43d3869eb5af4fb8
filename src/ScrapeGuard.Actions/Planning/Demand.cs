using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Something that is to be done to an account, and who or what wants it.</summary>
internal sealed record Demand
{
    public required string Account { get; init; }

    public required EffectKind Kind { get; init; }

    /// <summary>The id of its effect.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the throttle that stands in for it while it waits.</summary>
    public required string StandInId { get; init; }

    public Decision? Decision { get; init; }

    public string? Command { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    public string? Campaign { get; init; }

    /// <summary>When it ends, in microseconds since 1970; null: the policy says how long it lasts.</summary>
    public long? UntilMicros { get; init; }

    /// <summary>Whether a person wants it.</summary>
    public bool IsOrdered => Command is not null;

    /// <summary>What a decision wants.</summary>
    public static Demand Of(Decision decision, EffectKind kind) => new()
    {
        Account = decision.Account,
        Kind = kind,
        Id = PlanIds.OfDecision(decision, kind),
        StandInId = PlanIds.OfDecision(decision, EffectKind.Throttle),
        Decision = decision,
        Actor = PlanWords.Program,
        Reason = PlanWords.Reason(decision),
        Campaign = decision.Campaign,
    };

    /// <summary>What a command wants for one account.</summary>
    public static Demand Of(OperatorCommand command, string account, EffectKind kind, string? campaign) => new()
    {
        Account = account,
        Kind = kind,
        Id = PlanIds.OfOrder(command.Id, account, kind),
        StandInId = PlanIds.OfOrder(command.Id, account, EffectKind.Throttle),
        Command = command.Id,
        Actor = command.By,
        Reason = PlanWords.Line(command.Reason),
        Campaign = campaign,
        UntilMicros = command.UntilMicros,
    };

    /// <summary>What a person ordered earlier, when what was done beyond it is over.</summary>
    public static Demand Of(StandingOrder order, KnownAccount account) => new()
    {
        Account = account.Account,
        Kind = order.Kind,
        Id = PlanIds.OfCause(order.Command, account.Account, order.Kind, account.SinceMicros, account.Sequence),
        StandInId = PlanIds.OfOrder(order.Command, account.Account, EffectKind.Throttle),
        Command = order.Command,
        Actor = order.By,
        Reason = order.Reason,
        Campaign = account.Campaign,
        UntilMicros = order.UntilMicros,
    };

    /// <summary>What an effect was planned for.</summary>
    public static Demand Of(Effect effect) => new()
    {
        Account = effect.Account,
        Kind = effect.Kind,
        Id = effect.Id,
        StandInId = effect.Decision is { } decision
            ? PlanIds.OfDecision(decision, EffectKind.Throttle)
            : PlanIds.OfOrder(effect.Command ?? effect.Id, effect.Account, EffectKind.Throttle),
        Decision = effect.Decision,
        Command = effect.Command,
        Actor = effect.Actor,
        Reason = effect.Reason,
        Campaign = effect.Campaign,
    };
}
