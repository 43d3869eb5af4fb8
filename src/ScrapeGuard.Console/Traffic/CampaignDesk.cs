using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Shows campaigns: accounts that decisions put together, and what they carried off together.</summary>
internal sealed class CampaignDesk(TrafficModel traffic, CaseBook book, IActionReader reader, IPolicyDesk policies)
{
    private const int MaxShown = 200;

    public async Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var query = call.Query();
        var state = query.Word("state", "", "open", "closed");
        var (after, limit) = (query.After(), query.Limit());
        if (query.Errors.Count > 0)
        {
            return ApiAnswer.Bad(query.Errors);
        }

        var cases = await CasesAsync(call.Cancellation);
        return traffic.Read(tables =>
        {
            var (items, next) = Pages.Cut(
                CampaignMembers.All(tables).Where(group => state.Length == 0
                    || CampaignViews.StateOf(group.Key, cases.GetValueOrDefault(group.Key), tables) == state),
                group => CampaignMembers.CountOf(group.Key, group.Value, tables), group => group.Key, after, limit);
            return ApiAnswer.Ok(new ListView<CampaignView>(
                [.. items.Select(group => CampaignViews.Of(
                    group.Key, group.Value, cases.GetValueOrDefault(group.Key), tables))], next));
        });
    }

    public async Task<ApiAnswer> OneAsync(ApiCall call)
    {
        var (id, stop) = (call.Id, call.Cancellation);
        var found = await reader.CaseAsync(PlanIds.OfCase(CaseSubject.Campaign, id), stop);
        var notes = found is null ? [] : await reader.CaseNotesAsync(found.Id, MaxShown, stop);
        var history = found is null
            ? null
            : await reader.AuditAsync(new AuditQuery { Case = found.Id, Max = MaxShown }, stop);
        var page = traffic.Read(tables =>
        {
            var members = CampaignMembers.Of(id, tables);
            return members.Count == 0 && found is null && tables.Campaigns.Find(id) is null
                ? null
                : CampaignPages.Of(
                    CampaignViews.Of(id, members, found, tables), members, tables, policies.Active.Campaigns);
        });
        return page is null
            ? ApiAnswer.NotFound("there is no campaign of this id")
            : ApiAnswer.Ok(page with
            {
                Case = found?.Id,
                Notes = [.. notes.Select(EffectViews.Of)],
                History = [.. (history?.Items ?? []).Select(AuditTail.ViewOf)],
            });
    }

    private async Task<Dictionary<string, Case>> CasesAsync(CancellationToken stop) =>
        (await book.ReadAsync(stop)).Cases.Where(entry => entry.Case.Subject == CaseSubject.Campaign)
            .ToDictionary(entry => entry.Case.Name, entry => entry.Case, StringComparer.Ordinal);
}
