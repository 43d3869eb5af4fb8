using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Writes down what a plan changes: for the audit, and for those outside.</summary>
internal sealed class PlanRecord(Plan plan)
{
    public List<AuditFact> Audit { get; } = [];

    public List<OutgoingEvent> Outgoing { get; } = [];

    public void Fact(string what, string actor, string why, string? account = null, string? inCase = null,
        string? cause = null) =>
        Audit.Add(new AuditFact
        {
            TimeMicros = plan.Now,
            Actor = actor,
            What = what,
            Why = PlanWords.Line(why),
            Account = account,
            Case = inCase,
            Cause = cause,
        });

    public void Moved(Effect effect, EffectState? from, string actor, string why) =>
        Audit.Add(new AuditFact
        {
            TimeMicros = plan.Now,
            Actor = actor,
            What = $"effect.{PlanWords.Of(effect.State)}",
            Why = PlanWords.Line(why),
            Account = effect.Account,
            Case = effect.Case,
            Effect = effect.Id,
            Kind = PlanWords.Of(effect.Kind),
            From = from is { } state ? PlanWords.Of(state) : null,
            To = PlanWords.Of(effect.State),
            Cause = effect.Decision?.Id ?? effect.Command,
        });

    /// <summary>Tells of an effect. An effect comes into a state at most once an attempt.</summary>
    public void Tell(Effect effect, string actor, string why, bool alsoPush = false)
    {
        var what = $"effect.{PlanWords.Of(effect.State)}";
        var tells = new SafeguardEvent
        {
            Id = PlanIds.Of("event", what, effect.Id, effect.Attempts.ToString()),
            TimeMicros = plan.Now,
            Activity = SafeguardActivity.Update,
            Case = effect.Case,
            Account = effect.Account,
            Campaign = effect.Campaign,
            What = what,
            Effect = effect.Kind,
            EffectId = effect.Id,
            Decision = effect.Decision,
            Actor = actor,
            Reason = PlanWords.Line(why),
            FirstSeenMicros = plan.Case(effect.Case)?.OpenedMicros ?? plan.Now,
        };
        Outgoing.Add(new OutgoingEvent(OutgoingChannel.Topic, tells));
        if (alsoPush && plan.Options.Push)
        {
            Outgoing.Add(new OutgoingEvent(OutgoingChannel.Push, tells));
        }
    }

    public void Tell(Case about, SafeguardActivity activity, string what, string account, string actor, string why,
        string cause) =>
        Outgoing.Add(new OutgoingEvent(OutgoingChannel.Topic, new SafeguardEvent
        {
            Id = PlanIds.Of("event", what, about.Id, cause),
            TimeMicros = plan.Now,
            Activity = activity,
            Case = about.Id,
            Account = account,
            Campaign = about.Subject == CaseSubject.Campaign ? about.Name : null,
            What = what,
            Actor = actor,
            Reason = PlanWords.Line(why),
            FirstSeenMicros = about.OpenedMicros,
        }));
}
