using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.Policies;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Api;

/// <summary>Every call of the API, with who may make it. What is not here is not served.</summary>
internal static class RouteTable
{
    private static readonly ApiParameter Limit = new("limit", "Items of a page, 1 to 200; 50 by default.");
    private static readonly ApiParameter After = new("after", "The next of the page before.");
    private static readonly ApiParameter Search = new("q", "A part of a name, whatever its case.");
    private static readonly ApiParameter Campaign = new("campaign", "Only of this campaign.");
    private static readonly ApiParameter Name = new("name", "The account, up to 128 bytes.") { IsMust = true };

    private static readonly string[] Verdicts = ["none", "observe", "throttle", "challenge", "suspend"];

    public static IReadOnlyList<ApiRoute> Of(ConsoleContext console) =>
        [.. Sessions(), .. Reads(console), .. Reports(console), .. Policies(console), .. Writes(console)];

    private static IEnumerable<ApiRoute> Sessions() =>
    [
        new("GET", "/session", Role.Viewer, "Who is signed in.", SessionCalls.GetAsync)
        {
            Answer = typeof(SessionView),
        },
        new("POST", "/session", null, "Signs in, with the code of a link or with a key.", SessionCalls.PostAsync)
        {
            Body = typeof(SignInBody),
            Answer = typeof(SessionView),
        },
        new("DELETE", "/session", Role.Viewer, "Signs out.", SessionCalls.DeleteAsync)
        {
            Answer = typeof(SignedOutView),
        },
    ];

    private static IEnumerable<ApiRoute> Reads(ConsoleContext console)
    {
        var sources = console.Sources;
        var accounts = new AccountDesk(sources.Traffic, sources.Actions, sources.Words, console.Listening);
        var cases = new CaseDesk(console.Cases, sources.Actions, sources.Traffic);
        return
        [
            new("GET", "/overview", Role.Viewer, "How things are now.", async call =>
                ApiAnswer.Ok(await console.Overview.ReadAsync(call.Cancellation))) { Answer = typeof(OverviewView) },
            new("GET", "/stream", Role.Viewer, "What happens, as server-sent events: overview, decision, case, "
                + "campaign, audit, missed. Last-Event-ID is honoured as far back as it is remembered.",
                console.Streams.OpenAsync) { Media = "text/event-stream" },
            new("GET", "/words", Role.Viewer, "What the codes of reasons say.", _ =>
                Task.FromResult(ApiAnswer.Ok(sources.Words.Catalogue))) { Answer = typeof(ReasonCatalogueView) },
            new("GET", "/accounts", Role.Viewer, "Accounts, by score, tracks or time.", accounts.ListAsync)
            {
                Query = [new("verdict", "The verdict that stands.", Verdicts), Campaign, Search,
                    new("sort", "By what, falling.", ["score", "tracks", "time"]), Limit, After],
                Answer = typeof(ListView<AccountView>),
            },
            new("GET", "/account", Role.Viewer, "All that is known of one account.", accounts.OneAsync)
            {
                Query = [Name],
                Answer = typeof(AccountPageView),
            },
            new("GET", "/decisions", Role.Viewer, "Each account's newest decision, newest first.",
                accounts.DecisionsAsync)
            {
                Query = [Limit, After],
                Answer = typeof(ListView<Decision>),
            },
            new("GET", "/cases", Role.Viewer, "Cases, by score or time.", cases.ListAsync)
            {
                Query = [new("state", "The case's state.", ["open", "waiting", "closed"]),
                    new("verdict", "Of its newest decision.", Verdicts),
                    new("reviewed", "Whether a person dealt with it since its newest decision.", ["yes", "no"]),
                    Campaign, Search,
                    new("sort", "By what, falling.", ["score", "time"]), Limit, After],
                Answer = typeof(ListView<CaseView>),
            },
            new("GET", "/cases/{id}", Role.Viewer, "All of one case.", cases.OneAsync)
            {
                Answer = typeof(CasePageView),
            },
        ];
    }

    private static IEnumerable<ApiRoute> Reports(ConsoleContext console)
    {
        var sources = console.Sources;
        var campaigns = new CampaignDesk(sources.Traffic, console.Cases, sources.Actions, sources.Policies);
        var extent = new ExtentCalls(sources.Traffic, console.Listening, sources.Extent);
        return
        [
            new("GET", "/campaigns", Role.Viewer, "Campaigns, those with most members first.", campaigns.ListAsync)
            {
                Query = [new("state", "The campaign's state.", ["open", "closed"]), Limit, After],
                Answer = typeof(ListView<CampaignView>),
            },
            new("GET", "/campaigns/{id}", Role.Viewer, "All of one campaign.", campaigns.OneAsync)
            {
                Answer = typeof(CampaignPageView),
            },
            new("GET", "/extent", Role.Viewer, "How much is gone, as 'extent --format json' writes it.",
                extent.JsonAsync),
            new("GET", "/extent.csv", Role.Viewer, "The same as a table.", extent.CsvAsync) { Media = "text/csv" },
            new("GET", "/extent.html", Role.Viewer, "The same as a page.", extent.HtmlAsync) { Media = "text/html" },
            new("GET", "/audit", Role.Viewer, "What was changed by whom, newest first.", console.AuditCalls.ListAsync)
            {
                Query = [new("account", "Only about this account."), new("by", "Only by this person."),
                    new("kind", "Only of this kind, such as command or effect.done."), Search, Limit, After],
                Answer = typeof(ListView<AuditView>),
            },
            new("GET", "/audit/verify", Role.Viewer, "Goes over the whole hash chain.", console.AuditCalls.VerifyAsync)
            {
                Answer = typeof(AuditVerdictView),
            },
            new("GET", "/labels.ndjson", Role.Analyst, "What analysts said of accounts, for 'train --labels'.",
                LabelCalls.Export(sources.Actions)) { Media = "application/x-ndjson" },
        ];
    }

    private static IEnumerable<ApiRoute> Policies(ConsoleContext console)
    {
        var policies = new PolicyCalls(console.Sources.Policies, console.Sources.Traffic);
        return
        [
            new("GET", "/policies", Role.Viewer, "The policies that are known.", policies.ListAsync)
            {
                Answer = typeof(ListView<PolicyView>),
            },
            new("POST", "/policies/validate", Role.Viewer, "Every mistake of a policy.", policies.ValidateAsync)
            {
                Body = typeof(PolicyBody),
                Answer = typeof(PolicyCheckView),
            },
            new("POST", "/policies/what-if", Role.Analyst, "Whom another policy would judge otherwise.",
                policies.WhatIfAsync) { Body = typeof(PolicyBody), Answer = typeof(WhatIfView) },
        ];
    }

    private static IEnumerable<ApiRoute> Writes(ConsoleContext console)
    {
        var calls = new CommandCalls(console.Sources, console.Metrics, console.Log);
        return
        [
            OfAccount("suspend", "Has an account disabled, reversibly.",
                calls.OfAccount(CommandKind.Suspend), typeof(AllowBody)),
            OfAccount("throttle", "Has an account slowed down.",
                calls.OfAccount(CommandKind.Throttle), typeof(AllowBody)),
            OfAccount("challenge", "Has an account prove that a person is there.",
                calls.OfAccount(CommandKind.Challenge), typeof(AllowBody)),
            OfAccount("restore", "Undoes what was done to an account.", calls.OfAccount(CommandKind.Restore)),
            OfAccount("allow", "Has an account not touched, and restores it.",
                calls.OfAccount(CommandKind.Allow), typeof(AllowBody)),
            OfAccount("disallow", "Takes that back.", calls.OfAccount(CommandKind.Disallow)),
            OfAccount("verdict", "Says what an account is, for training.", calls.LabelAsync, typeof(LabelBody)),
            Order("/cases/{id}/approve", "Has carried out what waits.", calls.OfCase(CommandKind.Approve)),
            Order("/cases/{id}/reject", "Has what waits not carried out.", calls.OfCase(CommandKind.Reject)),
            Order("/cases/{id}/note", "Writes into a case.", calls.OfCase(CommandKind.Note)),
            Order("/cases/{id}/close", "Says what the case's account is, for training, and acts on it: a person is "
                + "left in peace, which closes the case; of a scraper what waits is carried out. Without a label it "
                + "answers an appeal.", calls.CloseAsync) with { Body = typeof(CloseBody) },
            Order("/campaigns/{id}/takedown", "Has all accounts of a campaign disabled at one moment.",
                calls.OfCampaign(CommandKind.Takedown)),
            Order("/campaigns/{id}/release", "Restores all accounts of a campaign.",
                calls.OfCampaign(CommandKind.Restore)),
            Order("/campaigns/{id}/note", "Writes into a campaign's case.", calls.OfCampaign(CommandKind.Note)),
            Order("/kill-switch", "Has nothing done to anyone any more, or takes that back.", calls.SwitchAsync) with
            {
                Least = Role.Admin,
                Body = typeof(SwitchBody),
            },
        ];
    }

    private static ApiRoute OfAccount(
        string word, string summary, Func<ApiCall, Task<ApiAnswer>> run, Type? body = null) =>
        Order($"/account/{word}", summary, run) with { Query = [Name], Body = body ?? typeof(ReasonBody) };

    private static ApiRoute Order(string path, string summary, Func<ApiCall, Task<ApiAnswer>> run) =>
        new("POST", path, Role.Analyst, summary, run)
        {
            Body = typeof(ReasonBody),
            Answer = typeof(AcceptedView),
            Status = 202,
        };

    /// <summary>Either code or key.</summary>
    internal sealed record SignInBody(string? Code, string? ApiKey);

    /// <summary>Why, up to 500 characters.</summary>
    internal sealed record ReasonBody(string Reason);

    /// <summary>Until when; null: until it is taken back.</summary>
    internal sealed record AllowBody(string Reason, Moment? Until);

    /// <summary>Label: scraper or person.</summary>
    internal sealed record LabelBody(string Label, string Reason);

    /// <summary>Label: scraper, person, or none to answer an appeal.</summary>
    internal sealed record CloseBody(string Reason, string? Label);

    internal sealed record SwitchBody(bool On, string Reason);

    /// <summary>A policy in YAML.</summary>
    internal sealed record PolicyBody(string Text);
}
