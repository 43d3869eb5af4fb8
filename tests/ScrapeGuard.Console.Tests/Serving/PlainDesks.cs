using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>Policies, words and forms that say as little as they may.</summary>
internal sealed class PlainDesks : IPolicyDesk, IReasonWords, IExtentForms
{
    public Policy Active => Policy.Default;

    public string Model => "model";

    /// <summary>Ends a trial of a policy; a test sets it to hold one up.</summary>
    public TaskCompletionSource? Trial { get; set; }

    public IReadOnlyList<PolicyView> List() => [new("default", "enforce", Active: true, "{}", Loaded: null)];

    public PolicyCheckView Check(string text) => text == "wrong"
        ? new PolicyCheckView(Valid: false, [new PolicyErrorView("mode", "wrong", 1, "is no mode")])
        : new PolicyCheckView(Valid: true, []);

    public async Task<WhatIfView> TryAsync(
        string text, IReadOnlyList<EventBatch> traffic, CancellationToken cancellation)
    {
        await (Trial?.Task ?? Task.CompletedTask);
        return new WhatIfView
        {
            Events = traffic.Sum(batch => batch.Count),
            From = new Moment(0),
            To = new Moment(0),
            Gained = [],
            Lost = [],
            Same = 0,
        };
    }

    public ReasonCatalogueView Catalogue { get; } = new(
        new Dictionary<string, string> { ["rule.some"] = "took # tracks" },
        new Dictionary<string, MeasureWordsView> { ["bytes"] = new("was served #", "bytes") },
        new Dictionary<string, string> { ["-1h"] = " in an hour" });

    public ReasonView Of(Reason reason) =>
        new(reason.Code, reason.Code, reason.Code, reason.Value, reason.Expected, reason.Weight, "number");

    public IReadOnlyList<FeatureView> FeaturesOf(float[]? row, Decision? newest) => [];

    public IReadOnlyList<string>? ClearingOf(Decision decision) => null;

    public void WriteJson(Stream output, LeakReport report) => output.Write("{}"u8);

    public void WriteCsv(Stream output, LeakReport report) => output.Write("kind\r\n"u8);

    public void WriteHtml(Stream output, LeakReport report) => output.Write("<p>"u8);
}
