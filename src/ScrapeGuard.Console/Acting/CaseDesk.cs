using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Acting;

/// <summary>Shows cases.</summary>
internal sealed class CaseDesk(CaseBook book, IActionReader reader, TrafficModel traffic)
{
    private const int MaxShown = 200;

    public async Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var query = call.Query();
        var state = query.Word("state", "", "open", "waiting", "closed");
        var verdict = query.Word("verdict", "", "observe", "throttle", "challenge", "suspend", "restore");
        var reviewed = query.Word("reviewed", "", "yes", "no");
        var (campaign, q) = (query.Text("campaign"), query.Text("q"));
        var isByTime = query.Word("sort", "score", "time") == "time";
        var (after, limit) = (query.After(), query.Limit());
        if (query.Errors.Count > 0)
        {
            return ApiAnswer.Bad(query.Errors);
        }

        var board = await book.ReadAsync(call.Cancellation);
        var (items, next) = Pages.Cut(
            board.Cases.Where(entry => IsState(entry, state)
                && (verdict.Length == 0 || WordOf(entry.Newest?.Verdict) == verdict)
                && (reviewed.Length == 0 || entry.Review is not null == (reviewed == "yes"))
                && (campaign is null || CampaignOf(entry) == campaign)
                && (q is null || entry.Case.Name.Contains(q, StringComparison.OrdinalIgnoreCase)
                    || entry.Case.Id.StartsWith(q, StringComparison.OrdinalIgnoreCase))),
            entry => isByTime ? entry.Case.ChangedMicros : entry.Newest?.Score ?? 0,
            entry => entry.Case.Id, after, limit);
        return ApiAnswer.Ok(new ListView<CaseView>([.. items.Select(ViewOf)], next));
    }

    public async Task<ApiAnswer> OneAsync(ApiCall call)
    {
        var (id, stop) = (call.Id, call.Cancellation);
        if (await reader.CaseAsync(id, stop) is not { } found)
        {
            return ApiAnswer.NotFound("there is no case of this id");
        }

        var decisions = await reader.CaseDecisionsAsync(id, MaxShown, stop);
        var effects = await reader.CaseEffectsAsync(id, MaxShown, stop);
        var notes = await reader.CaseNotesAsync(id, MaxShown, stop);
        var history = await reader.AuditAsync(new AuditQuery { Case = id, Max = MaxShown }, stop);
        var held = effects.Where(effect => effect.State == EffectState.Held).ToList();
        var view = ViewOf(new CaseEntry(
            found, decisions is [var newest, ..] ? newest.Decision : null, held,
            await book.ReviewOfAsync(found, stop)));
        return ApiAnswer.Ok(new CasePageView
        {
            Id = view.Id,
            State = view.State,
            Account = view.Account,
            Campaign = view.Campaign,
            Verdict = view.Verdict,
            Score = view.Score,
            Opened = view.Opened,
            Updated = view.Updated,
            WaitingFor = view.WaitingFor,
            Reasons = view.Reasons,
            Exposure = view.Exposure,
            Country = view.Country,
            Client = view.Client,
            Plan = view.Plan,
            Active = view.Active,
            Appealed = view.Appealed,
            Reviewed = view.Reviewed,
            Decisions = [.. decisions.Select(kept => kept.Decision)],
            Effects = [.. effects.Select(EffectViews.Of)],
            Notes = [.. notes.Select(EffectViews.Of)],
            Approvals = [.. held.Select(EffectViews.Of)],
            History = [.. history.Items.Select(AuditTail.ViewOf)],
        });
    }

    private static bool IsState(CaseEntry entry, string state) => state switch
    {
        "open" => entry.Case.IsOpen,
        "waiting" => entry.IsWaiting,
        "closed" => !entry.Case.IsOpen,
        _ => true,
    };

    private static string WordOf(Verdict? verdict) => VerdictNames.Of(verdict ?? Verdict.None);

    private static string? CampaignOf(CaseEntry entry) =>
        entry.Case.Subject == CaseSubject.Campaign ? entry.Case.Name : entry.Newest?.Campaign;

    private CaseView ViewOf(CaseEntry entry)
    {
        var newest = entry.Newest;
        var account = entry.Case.Subject == CaseSubject.Account ? entry.Case.Name : null;
        var (country, client, plan) = account is null
            ? default
            : traffic.Read(tables => tables.Find(account) is { } known
                ? (tables.Texts.Of(known.Country), tables.Texts.Of(known.Client), tables.Texts.Of(known.Plan))
                : default);
        return new CaseView
        {
            Id = entry.Case.Id,
            State = entry.State,
            Account = account,
            Campaign = CampaignOf(entry),
            Verdict = WordOf(newest?.Verdict),
            Score = newest?.Score ?? 0,
            Opened = new Moment(entry.Case.OpenedMicros),
            Updated = new Moment(entry.Case.ChangedMicros),
            WaitingFor = entry.Held is [var held, ..]
                ? $"{PlanWords.Of(held.Kind)}: {held.Detail ?? held.Reason}"
                : null,
            Reasons = newest is null ? [] : [.. newest.Reasons.Select(reason => reason.Code).Take(8)],
            Exposure = new ExposureView(
                newest?.Exposure.Tracks ?? 0, newest?.Exposure.AudioTracks ?? 0, newest?.Exposure.Bytes ?? 0),
            Country = country,
            Client = client,
            Plan = plan,
            Active = entry.Case.Active,
            Appealed = entry.Case.HasAppeal,
            Reviewed = entry.Review is { } review ? new ReviewView(review.By, new Moment(review.Micros)) : null,
        };
    }
}
