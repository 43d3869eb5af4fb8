using System.Text;
using System.Text.Json;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.CloudEvents;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>Safeguard events to show to writers.</summary>
internal static class Told
{
    public const long Noon = 1_768_478_400_000_000;

    public static readonly SafeguardOptions Options = new() { ProductVersion = "1.2.3" };

    public static readonly string[] HostileNames =
    [
        "<script>alert(1)</script>", "a\"b\\c", "\u202Eevil\u202C", "nul\0tab\tline\r\nend", "50%", "x|y=z\\|",
        "\u007F\u009F", "<!channel> & <@U1|x>", "\uFDD0\uFFFE", "😀" + new string('長', 41), new('a', 128),
        "ｆｕｌｌ", " lead", "{{a}}",
    ];

    private static readonly string[] Whats =
    [
        SafeguardWhat.CaseOpened, SafeguardWhat.EffectDone, SafeguardWhat.EffectFailed, SafeguardWhat.EffectHeld,
        SafeguardWhat.EffectShadowed, SafeguardWhat.CaseAppealed, SafeguardWhat.CaseClosed, SafeguardWhat.GuardTripped,
    ];

    public static SafeguardEvent Suspended => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        TimeMicros = Noon + 1_500_250,
        Activity = SafeguardActivity.Update,
        Case = "case-a-7",
        Account = "acct-4711",
        Campaign = "c-9",
        What = SafeguardWhat.EffectDone,
        Effect = EffectKind.Suspend,
        EffectId = "fedcba9876543210fedcba9876543210",
        Decision = Decision(Verdict.Suspend) with { Campaign = "c-9" },
        Actor = "scrapeguard",
        Reason = "decided by the policy 'default'",
        FirstSeenMicros = Noon - 3_600_000_000,
    };

    /// <summary>By a person, without a decision.</summary>
    public static SafeguardEvent Restored => Suspended with
    {
        Id = "11111111111111111111111111111111",
        Activity = SafeguardActivity.Close,
        Campaign = null,
        Effect = EffectKind.Restore,
        Decision = null,
        Actor = "ada@example.com",
        Reason = "appeal granted",
    };

    /// <summary>About no account in particular.</summary>
    public static SafeguardEvent Tripped => Restored with
    {
        Id = "22222222222222222222222222222222",
        Activity = SafeguardActivity.Create,
        Account = "",
        What = SafeguardWhat.GuardTripped,
        Effect = EffectKind.Suspend,
        EffectId = null,
        Actor = "scrapeguard",
        Reason = "budget of suspensions per hour is spent: 50 of 50",
    };

    public static Decision Decision(Verdict verdict) => new()
    {
        Id = "abcdefabcdefabcdefabcdefabcdefab",
        TimeMicros = Noon,
        Account = "acct-4711",
        Verdict = verdict,
        Score = 0.9731,
        Reasons = [new("rule.no-rest", 23.5, 18, 0.6), new("feature.audio-tracks-24h", 4100, 212, 0.4)],
        Exposure = new(9000, 4100, 12_345_678_901),
        Model = "forest-1",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };

    /// <summary>Every kind of event, with every activity, effect and verdict somewhere, and hostile names.</summary>
    public static IEnumerable<SafeguardEvent> Many()
    {
        var number = 0;
        foreach (var what in Whats)
        {
            foreach (var effect in Enum.GetValues<EffectKind>().Select(e => (EffectKind?)e).Append(null))
            {
                foreach (var verdict in Enum.GetValues<Verdict>())
                {
                    yield return Of(number++, what, effect, verdict);
                }
            }
        }
    }

    public static JsonElement Parse(SafeguardEvent told) =>
        JsonDocument.Parse(CloudEventWriter.ToBytes(told, Options)).RootElement;

    public static string Text(SafeguardEvent told) =>
        Encoding.UTF8.GetString(CloudEventWriter.ToBytes(told, Options));

    private static SafeguardEvent Of(int number, string what, EffectKind? effect, Verdict verdict)
    {
        var account = number % 5 == 4 && what == SafeguardWhat.GuardTripped
            ? ""
            : HostileNames[number % HostileNames.Length];
        return Suspended with
        {
            Id = number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
            TimeMicros = Noon + (number * 61_000_001L),
            Activity = (SafeguardActivity)((number % 3) + 1),
            Account = account,
            Campaign = number % 2 == 0 ? "c-9" : null,
            What = what,
            Effect = effect,
            EffectId = effect is null ? null : "fedcba9876543210fedcba9876543210",
            Decision = verdict == Verdict.None
                ? null
                : Decision(verdict) with { Account = account, Exposure = new(number, number / 2, number) },
        };
    }
}
