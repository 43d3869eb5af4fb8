using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>What became of the accounts of a case.</summary>
internal sealed class CaseRun
{
    private readonly Dictionary<string, List<Decision>> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccountSummary> _accounts = new(StringComparer.Ordinal);

    private CaseRun(IEnumerable<CaseExpectation> expectations)
    {
        foreach (var expectation in expectations)
        {
            _decisions.TryAdd(expectation.Account, []);
        }
    }

    /// <summary>Captures that could not be read to their end.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Judges the traffic of a case.</summary>
    /// <param name="tried">The case.</param>
    /// <param name="folder">Where its captures' paths begin.</param>
    /// <param name="judging">What judges.</param>
    /// <param name="errors">Receives why captures cannot be opened.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>Null when there are errors.</returns>
    public static CaseRun? Of(
        PolicyCase tried, string folder, Judging judging, List<string> errors, CancellationToken stop)
    {
        var opening = Open(tried, folder, judging);
        if (opening.Set is not { } captures)
        {
            errors.AddRange(opening.Errors);
            return null;
        }

        using (captures)
        {
            var run = new CaseRun(tried.Expectations);
            run.Judge(captures, judging, stop);
            return run;
        }
    }

    /// <summary>The account's decisions in order of time.</summary>
    public IReadOnlyList<Decision> DecisionsOf(string account) => _decisions[account];

    /// <summary>What is known of an account at the end; null: no event was its.</summary>
    public AccountSummary? Find(string account) => _accounts.GetValueOrDefault(account);

    private static CaptureSetOpening Open(PolicyCase tried, string folder, Judging judging)
    {
        var options = new CaptureOptions();
        var openings = tried.Captures.Select(path => CaptureFile.Open(Path.Combine(folder, path), options)).ToList();
        if (tried.Acts.Count > 0)
        {
            var made = CaseTraffic.Of(tried.Acts, judging.Policy.Grace);
            options = options with { Format = CaptureKind.Ndjson };
            openings.Add(CaptureFile.FromStream(made, "acts", options, made.Length));
        }

        return CaptureSet.Combine(openings);
    }

    private void Judge(CaptureSet captures, Judging judging, CancellationToken stop)
    {
        using var pass = new JudgedPass(captures, judging, observer: null, inSmallSteps: true);
        var decided = new List<Decision>();
        pass.Engine.OnForgotten(See);
        pass.Run(
            batch =>
            {
                pass.Engine.Process([batch], decided);
                foreach (var decision in decided)
                {
                    _decisions.GetValueOrDefault(decision.Account)?.Add(decision);
                }

                decided.Clear();
            },
            progress: _ => { },
            stop);
        foreach (var summary in pass.Engine.Summarize())
        {
            See(summary);
        }

        foreach (var decisions in _decisions.Values)
        {
            decisions.Sort((a, b) => a.TimeMicros.CompareTo(b.TimeMicros));
        }

        Warnings = [.. captures.Warnings];
    }

    private void See(AccountSummary summary)
    {
        if (_decisions.ContainsKey(summary.Account))
        {
            _accounts[summary.Account] =
                _accounts.TryGetValue(summary.Account, out var before) ? before.Join(summary) : summary;
        }
    }
}
