using System.Globalization;
using ScrapeGuard.AccountService.Reference;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>A decision that a test wrote.</summary>
/// <param name="Account">Whom it is about.</param>
/// <param name="Verdict">What it demands.</param>
/// <param name="Minute">Its event time.</param>
/// <param name="Mode">Whether it is to be carried out.</param>
/// <param name="Json">As it stands on the topic.</param>
internal sealed record SentDecision(string Account, string Verdict, int Minute, string Mode, string Json);

/// <summary>The decisions of a scenario, and what they demand in the end: the newest by event time counts.</summary>
internal sealed class SentDecisions
{
    private readonly List<SentDecision> _all = [];

    public IEnumerable<string> Accounts => _all.Select(sent => sent.Account).Distinct(StringComparer.Ordinal);

    public SentDecision Make(string account, string verdict, int minute, string mode)
    {
        var time = DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(minute)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var json = $$"""
            {"id":"{{account}}-{{minute:D4}}","time":"{{time}}","account":"{{account}}","verdict":"{{verdict}}",
            "score":0.97,"reasons":[{"code":"rule.no-rest","value":47,"expected":23,"weight":1}],
            "exposure":{"tracks":9,"audioTracks":5,"bytes":77},"model":"m","policy":"default","mode":"{{mode}}"}
            """;
        var sent = new SentDecision(account, verdict, minute, mode, json);
        _all.Add(sent);
        return sent;
    }

    /// <summary>All of them in an order by chance.</summary>
    public IReadOnlyList<SentDecision> Shuffled(int seed)
    {
        var shuffled = _all.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>What the account service must have of an account: the naive oracle of all scenarios.</summary>
    public string StateOf(string account) =>
        _all.Where(sent => sent.Account == account && sent.Mode == "enforce").MaxBy(sent => sent.Minute)?.Verdict switch
        {
            "throttle" => AccountStates.Throttled,
            "challenge" => AccountStates.Challenged,
            "suspend" => AccountStates.Suspended,
            _ => AccountStates.Active,
        };
}
