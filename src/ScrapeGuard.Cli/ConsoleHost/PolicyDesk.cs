using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>Policies for the console: read, checked and tried as the commands do it.</summary>
/// <param name="policy">The policy that holds; asked for each time.</param>
/// <param name="model">The model that judges; null: rules alone do.</param>
/// <param name="loadedMicros">When it was read, in microseconds since 1970; null: it is built in.</param>
internal sealed class PolicyDesk(Func<Policy> policy, DetectionModel? model, Func<long?> loadedMicros) : IPolicyDesk
{
    private const string FileName = "policy";
    private const int MaxListed = 200;

    public Policy Active => policy();

    public string Model => model?.Version ?? "none";

    public IReadOnlyList<PolicyView> List()
    {
        var active = Active;
        return
        [
            new PolicyView(
                active.Name, PolicyWords.Of(active.Mode), Active: true, TextOf(active), Moment.Of(loadedMicros())),
        ];
    }

    public PolicyCheckView Check(string text)
    {
        var reading = PolicyFileReader.Read(text, FileName);
        return new PolicyCheckView(reading.IsValid, [.. reading.Errors.Take(MaxListed).Select(error =>
            new PolicyErrorView(error.Key, error.Value, error.Line > 0 ? error.Line : null, error.Message))]);
    }

    public Task<WhatIfView> TryAsync(
        string text, IReadOnlyList<EventBatch> traffic, CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                var other = PolicyFileReader.Read(text, FileName).Policy
                    ?? throw new ArgumentException("the policy is not right", nameof(text));
                var before = Judge(Active, traffic, cancellation);
                var after = Judge(other, traffic, cancellation);
                return Compare(before, after, traffic);
            },
            cancellation);

    private static string TextOf(Policy policy)
    {
        using var text = new StringWriter { NewLine = "\n" };
        PolicyFileWriter.Write(text, policy);
        return text.ToString();
    }

    /// <summary>The most severe verdict of each account that is flagged.</summary>
    private Dictionary<string, Verdict> Judge(
        Policy by, IReadOnlyList<EventBatch> traffic, CancellationToken cancellation)
    {
        using var engine = new DetectionEngine(new EngineOptions(), by, model);
        var worst = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        var decisions = new List<Decision>();
        foreach (var batch in traffic)
        {
            cancellation.ThrowIfCancellationRequested();
            engine.Process([batch], decisions);
            foreach (var decision in decisions.Where(decision => decision.Verdict != Verdict.Restore))
            {
                var known = worst.GetValueOrDefault(decision.Account);
                worst[decision.Account] = decision.Verdict > known ? decision.Verdict : known;
            }

            decisions.Clear();
        }

        return worst;
    }

    private static WhatIfView Compare(
        Dictionary<string, Verdict> before, Dictionary<string, Verdict> after, IReadOnlyList<EventBatch> traffic)
    {
        var all = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(account => (Account: account, Before: before.GetValueOrDefault(account),
                After: after.GetValueOrDefault(account)))
            .ToList();
        var (from, to) = SpanOf(traffic);
        return new WhatIfView
        {
            Events = traffic.Sum(batch => (long)batch.Count),
            From = new Moment(from),
            To = new Moment(to),
            Gained = [.. all.Where(account => account.After > account.Before).Take(MaxListed).Select(ViewOf)],
            Lost = [.. all.Where(account => account.After < account.Before).Take(MaxListed).Select(ViewOf)],
            Same = all.Count(account => account.After == account.Before),
        };
    }

    private static WhatIfAccount ViewOf((string Account, Verdict Before, Verdict After) account) =>
        new(account.Account, VerdictNames.Of(account.After), VerdictNames.Of(account.Before));

    private static (long From, long To) SpanOf(IReadOnlyList<EventBatch> traffic)
    {
        var (from, to) = (long.MaxValue, long.MinValue);
        foreach (var batch in traffic)
        {
            foreach (ref readonly var e in batch.Events)
            {
                (from, to) = (Math.Min(from, e.TimeMicros), Math.Max(to, e.TimeMicros));
            }
        }

        return from <= to ? (from, to) : (0, 0);
    }
}
