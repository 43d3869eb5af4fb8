using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Acting;

/// <summary>Records of the store as answers have them.</summary>
internal static class EffectViews
{
    public static EffectView Of(Effect effect) => new(
        effect.Id, effect.Account, PlanWords.Of(effect.Kind), PlanWords.Of(effect.State),
        new Moment(effect.ChangedMicros), effect.Reason, effect.Actor, Moment.Of(effect.UntilMicros), effect.Detail);

    public static NoteView Of(CaseNote note) =>
        new(new Moment(note.TimeMicros), note.By, note.Kind.ToString().ToLowerInvariant(), note.Text);
}
