using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Shows accounts.</summary>
internal sealed class AccountDesk(
    TrafficModel traffic, IActionReader reader, IReasonWords words, ListeningDesk listening)
{
    private const int MaxShown = 200;
    private const int MaxSeries = 100;

    public Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var query = call.Query();
        var verdict = query.Word("verdict", "", "none", "observe", "throttle", "challenge", "suspend");
        var (campaign, q) = (query.Text("campaign"), query.Text("q"));
        var sort = query.Word("sort", "score", "tracks", "time");
        var (after, limit) = (query.After(), query.Limit());
        if (query.Errors.Count > 0)
        {
            return Task.FromResult(ApiAnswer.Bad(query.Errors));
        }

        return Task.FromResult(traffic.Read(tables =>
        {
            var (items, next) = Pages.Cut(
                tables.Accounts.Where(account =>
                    (verdict.Length == 0 || VerdictNames.Of(account.Verdict) == verdict)
                    && (campaign is null || tables.CampaignOf(account) == campaign)
                    && (q is null || account.Name.Contains(q, StringComparison.OrdinalIgnoreCase))),
                account => sort switch
                {
                    "tracks" => account.Tracks,
                    "time" => account.LastMicros,
                    _ => account.Score,
                },
                account => account.Name, after, limit);
            return ApiAnswer.Ok(new ListView<AccountView>(
                [.. items.Select(account => AccountViews.Of(account, tables))], next));
        }));
    }

    /// <summary>What was decided last: the start of what the stream then goes on with.</summary>
    public Task<ApiAnswer> DecisionsAsync(ApiCall call)
    {
        var query = call.Query();
        var (after, limit) = (query.After(), query.Limit());
        if (query.Errors.Count > 0)
        {
            return Task.FromResult(ApiAnswer.Bad(query.Errors));
        }

        return Task.FromResult(traffic.Read(tables =>
        {
            var (items, next) = Pages.Cut(
                tables.Accounts.Select(account => account.Newest).OfType<Decision>(),
                decision => decision.TimeMicros, decision => decision.Id, after, limit);
            return ApiAnswer.Ok(new ListView<Decision>(items, next));
        }));
    }

    public async Task<ApiAnswer> OneAsync(ApiCall call)
    {
        var query = call.Query();
        var name = query.Name();
        if (query.Errors.Count > 0)
        {
            return ApiAnswer.Bad(query.Errors);
        }

        var stop = call.Cancellation;
        var known = await reader.AccountAsync(name, stop);
        var effects = await reader.EffectsAsync(name, MaxShown, stop);
        var notes = known?.Case is { } inCase ? await reader.CaseNotesAsync(inCase, MaxShown, stop) : [];
        var kept = await reader.DecisionsAsync(name, AccountTrace.MaxDecisions, stop);
        var shares = listening.Shares();
        var page = traffic.Read(tables => tables.Find(name) is { } account
            ? PageOf(account, tables, shares)
            : known is null ? null : Unseen(name, [.. kept.Select(decision => decision.Decision)]));
        if (page is null)
        {
            return ApiAnswer.NotFound("no event of this account and no decision about it has been seen here");
        }

        return ApiAnswer.Ok(page with
        {
            Effects = [.. effects.Select(EffectViews.Of)],
            Cases = known?.Case is { } id ? [id] : [],
            Notes = [.. notes.Where(note => note.Account is null || note.Account == name).Select(EffectViews.Of)],
            Applied = known?.Applied is { } kind ? PlanWords.Of(kind) : page.Applied,
            Campaign = page.Campaign ?? known?.Campaign,
            Country = page.Country ?? known?.Profile.Country,
            Client = page.Client ?? known?.Profile.Client,
            Plan = page.Plan ?? known?.Profile.Plan,
            Allowed = known?.Allowance is { } allowance && allowance.HoldsAt(call.Console.Sources.Commands.NowMicros)
                ? new AllowedView(Moment.Of(allowance.UntilMicros), allowance.By, allowance.Reason)
                : null,
        });
    }

    /// <summary>An account that is in the store only: what its newest decision says is all that is known.</summary>
    private AccountPageView Unseen(string name, IReadOnlyList<Decision> decisions)
    {
        var newest = decisions is [var first, ..] ? first : null;
        return Empty(name) with
        {
            Verdict = VerdictNames.Of(newest?.Verdict is { } verdict and not Verdict.Restore ? verdict : Verdict.None),
            Score = newest?.Score ?? 0,
            Tracks = newest?.Exposure.Tracks ?? 0,
            AudioTracks = newest?.Exposure.AudioTracks ?? 0,
            Bytes = newest?.Exposure.Bytes ?? 0,
            Campaign = newest?.Campaign,
            Reasons = newest is null ? [] : [.. newest.Reasons.Take(MaxSeries).Select(words.Of)],
            Features = words.FeaturesOf(row: null, newest),
            Decisions = decisions,
            Clearing = newest is null ? null : words.ClearingOf(newest),
        };
    }

    private static AccountPageView Empty(string name) => new()
    {
        Account = name,
        Verdict = VerdictNames.Of(Verdict.None),
        Score = 0,
        Events = 0,
        Tracks = 0,
        AudioTracks = 0,
        Bytes = 0,
        Reasons = [],
        Features = [],
        Timeline = [],
        Took = new TookView { Tracks = 0, AudioTracks = 0, Bytes = 0, Bands = [], Samples = [] },
        Decisions = [],
        Effects = [],
        Cases = [],
        Notes = [],
        Networks = [],
        Devices = [],
        Clients = [],
    };

    private AccountPageView PageOf(
        AccountTrace account, TrafficTables tables, Campaigns.Leaks.ListeningShares shares)
    {
        var view = AccountViews.Of(account, tables);
        var newest = account.Newest;
        var told = account.Decisions.LastOrDefault(decision => decision.Verdict != Verdict.Restore) ?? newest;
        return Empty(account.Name) with
        {
            Verdict = view.Verdict,
            Score = view.Score,
            First = view.First,
            Last = view.Last,
            Events = view.Events,
            Tracks = view.Tracks,
            AudioTracks = view.AudioTracks,
            Bytes = view.Bytes,
            Campaign = view.Campaign,
            Country = view.Country,
            Client = view.Client,
            Plan = view.Plan,
            Applied = view.Applied,
            Reasons = told is null ? [] : [.. told.Reasons.Take(MaxSeries).Select(words.Of)],
            Features = words.FeaturesOf(traffic.RowOf(account.Key), told),
            Timeline = AccountViews.TimelineOf(account),
            Took = AccountViews.TookOf(account, shares),
            Decisions = [.. account.Decisions.Reverse()],
            Networks = AccountViews.NetworksOf(account, tables),
            Devices = AccountViews.TextsOf(account.Devices, tables),
            Clients = AccountViews.TextsOf(account.Clients, tables),
            Clearing = told is null ? null : words.ClearingOf(told),
        };
    }
}
